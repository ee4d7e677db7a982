"""The tick calendar: weeks as rows, a box for each morning and evening."""
