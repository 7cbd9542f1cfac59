"""Who runs the per-document work."""
