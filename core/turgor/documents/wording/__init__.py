"""Dates, amounts, frequencies and reasons as people say them."""
