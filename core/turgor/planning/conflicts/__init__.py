"""Where limits contradict each other: which ones, and what would have to give."""
