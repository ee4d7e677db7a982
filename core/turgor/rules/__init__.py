"""Conditions of rules: text -> three-valued answers with their reasons, and the days on which they change.

The language is described in docs/reference/rule-language.md.
"""

from turgor.rules.answering.kleene import Truth
from turgor.rules.answering.subject import Subject
from turgor.rules.concern import concerns
from turgor.rules.condition import Condition, compile_condition
from turgor.rules.reading.problems import ExpressionError, Problem

__all__ = ["Condition", "ExpressionError", "Problem", "Subject", "Truth", "compile_condition", "concerns"]
