"""Merging: what fits, what does not, and who is at fault."""

import attrs
import pytest

from content_texts import OWN_RULE, core, modality
from turgor.content import InvalidContent, merge, merge_fitting
from turgor.domain.evidence import Source, SourceStatus
from turgor.domain.treatments import Modality


@pytest.fixture
def words(tmp_path):
    """The tiny core."""
    return core(tmp_path)


@pytest.fixture
def rf(tmp_path):
    """The tiny modality, with a rule and a source."""
    source = "[[source]]\nid = 'A2020'\ncitation = 'A, 2020'\nstatus = 'memory'\n"
    return modality(tmp_path, OWN_RULE + source)


def renamed(rf: Modality, name: str, **changes) -> Modality:
    """The same modality under another name, with its treatments, and without its rules."""
    treatments = tuple(attrs.evolve(t, id=t.id.replace("rf.", f"{name}.")) for t in rf.treatments)
    return attrs.evolve(rf, **{"name": name, "treatments": treatments, "rules": ()} | changes)


def test_two_may_declare_the_same(words, rf):
    """Two modalities that declare a source in the same words fit beside each other."""
    catalogue = merge(words, {"rf": rf, "light": renamed(rf, "light")})
    assert list(catalogue.treatments) == ["light.series", "rf.series"]
    assert set(catalogue.vocabulary.sources) == {"clinic_default", "A2020"}


def test_two_that_differ_are_both_named(words, rf):
    """A source that two declare differently names both, and costs the later one."""
    other = renamed(rf, "light", sources=(Source("A2020", "Another", SourceStatus.MEMORY),))
    merged = merge_fitting(words, {"rf": rf, "light": other})
    assert list(merged.catalogue.treatments) == ["rf.series"]
    assert [str(problem) for problem in merged.rejected["light"]] == [
        "source.A2020: rf and light declare it differently; use the same words, or another id"
    ]


def test_a_rule_id_belongs_to_one(words, rf):
    """Two rules under one id are told apart, naming both modalities."""
    rule = attrs.evolve(rf.rules[0], applies_to=("light.series",))
    merged = merge_fitting(words, {"rf": rf, "light": renamed(rf, "light", rules=(rule,))})
    assert "rf and light" in str(merged.rejected["light"][0])


def test_a_modality_that_does_not_fit_costs_itself_only(words, rf):
    """One that claims another's treatments is left out; the others are merged as if it were not there."""
    thief = attrs.evolve(rf, name="thief", rules=())
    merged = merge_fitting(words, {"rf": rf, "thief": thief})
    assert merged.catalogue == merge(words, {"rf": rf})
    assert [str(problem) for problem in merged.rejected["thief"]] == [
        'treatment."rf.series": the id must be thief.<name>, in small letters'
    ]


def test_a_modality_is_checked_without_the_others(words, rf):
    """A word that another modality declares is unknown: what one is told never depends on who else is there."""
    hot = attrs.evolve(rf.treatments[0], traits=frozenset({"energy", "light_hot"}))
    merged = merge_fitting(words, {"light": renamed(rf, "light"), "rf": attrs.evolve(rf, treatments=(hot,))})
    assert [str(problem) for problem in merged.rejected["rf"]] == [
        "treatment.\"rf.series\".traits: there is no trait 'light_hot'"
    ]


def test_merging_strictly_raises_everything(words, rf):
    """Whoever wants all or nothing gets every problem, each under the name of the modality at fault."""
    with pytest.raises(InvalidContent) as error:
        merge(words, {"A": attrs.evolve(rf, name="A"), "rf": rf})
    assert next(line.partition(":")[0] for line in str(error.value).splitlines()) == "A.modality"


def test_the_order_of_modalities_does_not_show(words, rf):
    """The catalogue is the same whatever order fitting modalities come in."""
    light = renamed(rf, "light")
    assert merge(words, {"rf": rf, "light": light}) == merge(words, {"light": light, "rf": rf})


def test_one_id_twice_in_a_hand_made_modality_is_a_mistake(words, rf):
    """A modality made in Python is checked as one made from files is."""
    merged = merge_fitting(words, {"rf": attrs.evolve(rf, treatments=rf.treatments * 2)})
    assert 'treatment."rf.series": is declared 2 times' in map(str, merged.rejected["rf"])
