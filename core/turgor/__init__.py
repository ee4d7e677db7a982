"""Turgor builds treatment plans for skin firmness from modalities that never name each other."""

__version__ = "0.1.0"
