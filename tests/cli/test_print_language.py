"""turgor print in other languages."""

from __future__ import annotations

from click.testing import CliRunner

from extracted_text import pypdf_text
from sample_patients import sample_plan
from turgor.cli import turgor
from turgor.files import write_plan


def test_a_plan_is_printed_in_the_language_asked_for(tmp_path):
    """The same plan, in Arabic."""
    (tmp_path / "plan.json").write_text(write_plan(sample_plan("healthy-45")), encoding="utf-8")
    result = CliRunner().invoke(
        turgor, ["print", str(tmp_path / "plan.json"), "--language", "ar", "--out", str(tmp_path)]
    )
    assert result.exit_code == 0, result.output
    assert "\u0632\u064a\u0627\u0631\u0627\u062a\u0643" in pypdf_text(
        (tmp_path / "plan.pdf").read_bytes()
    )  # your visits


def test_a_language_without_catalogue_is_a_mistake_in_the_call(tmp_path):
    """And the answer names those that there are."""
    result = CliRunner().invoke(
        turgor, ["print", "-", "--language", "xx", "--out", str(tmp_path)], input="{}"
    )
    assert result.exit_code == 2
    assert "ar" in result.stderr
