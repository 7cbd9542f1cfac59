"""Times and quantities in a text, as values."""
