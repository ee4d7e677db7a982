"""How easy a text is to read."""

from __future__ import annotations

import re

import pyphen

HYPHENS = pyphen.Pyphen(lang="en_US")  # places to hyphenate stand for syllables
HIGHEST_GRADE = 6.0  # Flesch-Kincaid
# Names that a patient is taught by the plan itself, and that no shorter word could replace.
GLOSSARY = ("radiofrequency", "tretinoin", "retinoid", "benzoyl peroxide", "microneedling", "moisturiser")


def grade(text: str) -> float:
    """The school grade that a text asks for, names of the glossary taken as easy words."""
    for name in GLOSSARY:
        text = re.sub(name, "cream", text, flags=re.IGNORECASE)
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.!?]+", text)))
    syllables = sum(len(HYPHENS.positions(word.lower())) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
