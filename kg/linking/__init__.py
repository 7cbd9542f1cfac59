"""Linking: mentions to canonical names, canonical names to entities."""
