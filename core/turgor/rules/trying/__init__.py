"""Trying a condition on made-up answers: what it can say at all, and what one more answer would change."""
