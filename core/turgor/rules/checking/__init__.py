"""Tree + vocabulary -> formula, or everything that is wrong with it."""
