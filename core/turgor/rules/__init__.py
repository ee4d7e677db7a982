"""Conditions of rules: text -> three-valued answers with their reasons, and the days on which they change.

The language is described in docs/reference/rule-language.md.
"""

from turgor.rules.condition import Condition, compile_condition
from turgor.rules.kleene import Truth
from turgor.rules.problems import ExpressionError, Problem
from turgor.rules.subject import Subject

__all__ = ["Condition", "ExpressionError", "Problem", "Subject", "Truth", "compile_condition"]
