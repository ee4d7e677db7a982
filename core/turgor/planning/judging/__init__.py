"""How a verdict comes about: grounds, reasons, statuses, timelines."""
