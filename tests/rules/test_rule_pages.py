"""The pages about rules say what the program does."""

from itertools import product
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

from turgor.content import load_core
from turgor.domain.rules import Outcome
from turgor.domain.skin import Severity
from turgor.planning.judging.statuses import status_of, status_unknown
from turgor.rules import ExpressionError, compile_condition

DOCS = Path(__file__).parents[2] / "docs"
EXPLANATION = (DOCS / "explanation" / "rules.md").read_text(encoding="utf-8")


def accepted(example):
    """Check that a condition on the page is understood."""
    assert compile_condition(example.parsed.strip(), load_core().vocabulary)


def refused(example):
    """Check that a condition is refused in just the words on the page."""
    with pytest.raises(ExpressionError) as raised:
        compile_condition(example.parsed.splitlines()[0].strip(), load_core().vocabulary)
    assert str(raised.value) == example.parsed.rstrip("\n")


PAGE = Sybil([CodeBlockParser("rule", accepted), CodeBlockParser("refused", refused)]).parse(
    DOCS / "reference" / "rule-language.md"
)


@pytest.mark.parametrize("example", list(PAGE.examples()), ids=lambda example: f"line {example.line}")
def test_examples_on_the_language_page(example):
    """Each condition on the page is understood, or refused in the words that stand there."""
    example.evaluate()


def test_questions_in_the_tables_of_the_language_page():
    """The conditions that stand in table cells are understood too."""
    rows = [line for line in PAGE.text.splitlines() if line.startswith("| `")]
    cells = [cell.strip(" `") for row in rows for cell in row.split("|") if "(" in cell or "age" in cell]
    conditions = [cell for cell in cells if any(sign in cell for sign in ("('", ">", "<", "==", "in ("))]
    assert len(conditions) >= 10
    for condition in conditions:
        assert compile_condition(condition, load_core().vocabulary)


def rows_under(heading):
    """The cells of the table that begins with this row."""
    lines = EXPLANATION[EXPLANATION.index(heading) :].splitlines()[2:]
    table = lines[: next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def test_the_status_table():
    """Every severity and outcome stands in the table, with the status that the planner gives it."""
    shown = {}
    for severity, outcomes, status in rows_under("| severity | outcome |"):
        enforced = "carries it out" in outcomes
        named = outcomes.removesuffix(", and the plan itself carries it out")
        for outcome in [o.value for o in Outcome] if named == "any" else named.split(", "):
            shown[severity, outcome, enforced] = status
    for severity, outcome in product(Severity, Outcome):
        for enforced in (False, True):
            row = shown.get((severity, outcome, enforced), shown[severity, outcome, False])
            assert status_of(severity, outcome, enforced=enforced) == row


def test_the_table_of_unknowns():
    """Each severity has the status that the planner gives it where the answer is unknown."""
    shown = {
        severity: status
        for severities, status in rows_under("| severity | status where it is unknown |")
        for severity in severities.split(", ")
    }
    for severity in Severity:
        assert (status_unknown(severity) or "nothing is said") == shown[severity]
