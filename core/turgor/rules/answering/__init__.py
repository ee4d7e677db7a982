"""Formula + patient -> three-valued answers over time."""
