"""Text of a condition -> tree."""
