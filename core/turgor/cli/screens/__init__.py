"""How results look on a terminal: records in, rich renderables out."""
