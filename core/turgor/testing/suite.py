"""The conformance suite for pytest: subclass it, name the modality, and every check is a test."""

from __future__ import annotations

from typing import ClassVar

import pytest

from turgor.testing.conformance import CHECKS, Check
from turgor.testing.sandbox import Plugin, Sandbox


class Conformance:
    """Tests that every modality has to pass.

        class TestConformance(Conformance):
            modality = "led"

    Attributes:
        modality: an installed modality by its name, or whatever `Sandbox.of` takes.
        beside: installed modalities that are loaded, too.
        examples: patients that each check draws; more find more.

    """

    modality: ClassVar[Plugin]
    beside: ClassVar[tuple[str, ...]] = ()
    examples: ClassVar[int] = 30

    @pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
    def test_conformance(self, check: Check) -> None:
        """Each check holds for patients and neighbours drawn by chance."""
        sandbox = Sandbox.of(self.modality, beside=self.beside)
        sandbox.demand()
        check(sandbox, self.examples)
