"""How an offer comes about: benefit, and what cautions change."""
