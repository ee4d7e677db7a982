"""The reference pages made from the code say what the code says."""

import re
from pathlib import Path

import pytest
from generate import facts, limits, modalities
from generate.rules import anchor

from turgor.rules import concerns

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(("name", "page"), [("facts.md", facts.page), ("limits.md", limits.page)])
def test_the_page_is_up_to_date(golden, name, page):
    """`make docs` writes it anew."""
    golden(REFERENCE / name, page())


def test_every_limit_has_its_text():
    """No limit is listed without what it says when it is broken."""
    assert all(limits.limits().values())


@pytest.mark.parametrize("name", modalities.pages())
def test_the_page_of_a_modality_is_up_to_date(golden, name):
    """A clinician reads what the program reads."""
    golden(REFERENCE / "modalities" / name, modalities.pages()[name]())


@pytest.mark.parametrize("name", modalities.modalities())
def test_the_page_of_a_modality_says_everything_it_rests_on(name):
    """Every treatment, every rule that speaks of one, every source that is cited, with its mark."""
    page, catalogue = modalities.page(name), modalities.catalogue()
    own = [t for t in catalogue.treatments.values() if t.modality == name]
    rules = {rule.id for treatment in own for rule in catalogue.rules if concerns(rule, treatment)}
    assert [t.id for t in own if f"`{t.id}`" not in page] == []
    assert [rule for rule in sorted(rules) if f"[{rule}]" not in page and f"### {rule}\n" not in page] == []
    sources = {source for treatment in own for source in treatment.sources}
    assert [source for source in sorted(sources) if f"| {source} |" not in page] == []


def test_every_link_to_a_rule_leads_to_its_heading():
    """Inherited rules are told in full on the page of core."""
    headings = {
        anchor(line.removeprefix("### "))
        for line in modalities.page("core").splitlines()
        if line.startswith("### ")
    }
    links = {
        link
        for name in modalities.modalities()
        for link in re.findall(r"core\.md#([\w-]+)", modalities.page(name))
    }
    assert links
    assert links <= headings
