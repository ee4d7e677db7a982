"""The reference pages made from the code say what the code says."""

import re
from pathlib import Path

import pytest
from generate import api_records, content, core_words, facts, limits, modalities
from generate.rules import anchor

from turgor import api
from turgor.content.tables import Header
from turgor.rules import concerns
from turgor.structuring.described import described

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PLUGINS = REFERENCE.parent / "plugins"
FOR_AUTHORS = {
    "content.md": content.page,
    "records.md": api_records.page,
    "words-of-core.md": core_words.page,
}


@pytest.mark.parametrize(("name", "page"), [("facts.md", facts.page), ("limits.md", limits.page)])
def test_the_page_is_up_to_date(golden, name, page):
    """`make docs` writes it anew."""
    golden(REFERENCE / name, page())


@pytest.mark.parametrize("name", FOR_AUTHORS)
def test_the_page_for_authors_is_up_to_date(golden, name):
    """Every table, record and word that the author of a modality may use."""
    golden(PLUGINS / name, FOR_AUTHORS[name]())


@pytest.mark.parametrize(
    "record", [*content.tables().values(), *content.inner_records(), *api_records.records()]
)
def test_what_a_docstring_says_of_fields_is_about_fields_that_exist(record):
    """A field that was renamed takes its words along."""
    assert described(record)[1].keys() <= api_records.field_types(record).keys()


def test_every_record_that_content_is_made_of_has_a_name_in_the_api():
    """What data can say, Python can say, too."""
    made = {*content.inner_records(), *content.tables().values()} - {Header}
    assert [one.__name__ for one in made if one.__name__ not in api.__all__] == []


def test_what_hooks_lead_to_has_a_name_in_the_api_or_is_only_read():
    """A new record is one of the two on purpose; those without a name are listed here."""
    read = {one.__name__ for one in api_records.met_by_hooks()} - set(api.__all__)
    clinic = {"BenefitShares", "Booking", "Noticeable", "Opening", "Resource", "Weights"}
    assert read == clinic | {"Benefit", "Prepared", "SiteBenefit"}


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
