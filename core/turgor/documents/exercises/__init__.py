"""Exercise sheets: how each move is done, and boxes to tick."""
