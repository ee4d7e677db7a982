"""Nutrition and lifestyle: food, supplements and habits. What it offers and on what terms is in content/*.toml."""

from functools import cache

from turgor.api import Modality, hookimpl, load_modality


@hookimpl
def turgor_modality() -> Modality:
    """What content/*.toml says."""
    return _modality()


@cache
def _modality() -> Modality:
    return load_modality(__name__)
