"""Content: TOML -> records, all problems at once with their places; core vocabulary and safeguards as data."""

from turgor.content.checks import modality_problems
from turgor.content.deprecation import Deprecated, TurgorDeprecationWarning
from turgor.content.load import load_core, load_core_from, load_modality, load_modality_against
from turgor.content.merge import Merged, merge, merge_fitting
from turgor.content.tables import Core
from turgor.content.versions import unfit
from turgor.structuring.problems import InvalidContent, Problem
from turgor.structuring.records import structure

__all__ = [
    "Core",
    "Deprecated",
    "InvalidContent",
    "Merged",
    "Problem",
    "TurgorDeprecationWarning",
    "load_core",
    "load_core_from",
    "load_modality",
    "load_modality_against",
    "merge",
    "merge_fitting",
    "modality_problems",
    "structure",
    "unfit",
]
