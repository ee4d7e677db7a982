"""Structuring: TOML or JSON tables -> records, strictly, with every problem at once and its place.

It knows nothing of skin, so that content and files both stand on it.
"""

from turgor.structuring.problems import Collector, InvalidContent, Place, Problem
from turgor.structuring.records import Field, StrictConverter, structure, structure_fields

__all__ = [
    "Collector",
    "Field",
    "InvalidContent",
    "Place",
    "Problem",
    "StrictConverter",
    "structure",
    "structure_fields",
]
