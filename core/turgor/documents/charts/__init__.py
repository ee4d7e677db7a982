"""Drawings of ours, each with the same in words."""
