"""The content check: each kind of finding from a tiny content, and shipped content with none unexplained."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import content_texts as texts
from turgor.content import InvalidContent, load_core, load_modality, load_modality_against
from turgor.content.review import Finding, Kind, Review, Weight, review

PLUGINS = Path(__file__).parents[2] / "plugins"
MORE_FACTS = """
[[fact]]
id = "skin"
type = "choice"
question = "Which?"
group = "skin"
options = [{id = "dry", label = "dry"}, {id = "oily", label = "oily"}]
[[fact]]
id = "bmi"
type = "number"
question = "Body mass index?"
group = "person"
unit = "kg/m2"
"""
NEED = (
    'needs = [{state = "barrier_open", clear_days = 3, severity = "relative", sources = ["clinic_default"]}]'
)


@pytest.fixture
def found(tmp_path):
    """Review the tiny core and the tiny modality, with more content and with texts replaced."""

    def reviewed(core: str = "", modality: str = "", **replaced: str) -> Review:
        text = texts.MODALITY.replace(
            'severity = "relative"}]', 'severity = "relative", sources = ["clinic_default"]}]'
        )
        text = text.replace('when = "pacemaker"}]', 'when = "pacemaker", sources = ["clinic_default"]}]')
        for old, new in replaced.items():
            text = text.replace(REPLACED[old], new)
        loaded = texts.core(tmp_path, core)
        folder = texts.write(tmp_path / "rf", rf=text, more=modality)
        return review(loaded, {"rf": load_modality_against(folder, loaded)})

    return reviewed


REPLACED = {
    "effects": 'effects = [{state = "barrier_open", upper_days = "never", when = "pacemaker", sources = ["clinic_default"]}]',
    "needs": NEED,
    "traits": 'traits = ["energy"]',
}


def rule(id_: str = "RF-1", when: str = "pacemaker", of: str = "rf.series", **changed: str) -> str:
    """A rule of the tiny modality."""
    text = texts.RULE.format(id=id_, when=when, of=of)
    for key, value in changed.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(before, f"{key} = {value}")
    return text


def kinds(reviewed: Review, *kinds: Kind) -> list[str]:
    """Where findings of these kinds are."""
    return [finding.place for finding in reviewed.findings if finding.kind in kinds]


@pytest.mark.parametrize(
    "when",
    [
        "pacemaker and not pacemaker",
        "skin == 'dry' and skin == 'oily'",
        "(bmi < 18 or bmi > 30) and bmi == 25",
        "within('sunburn', days=7) and not within('sunburn', days=14)",
        "zone in jawline.left and zone in jawline.right",
        "age >= 40 and not age > 30",
    ],
)
def test_a_rule_that_can_never_fire_is_an_error(found, when):
    """Conditions are tried together: each part may hold, and not all of them at once."""
    reviewed = found(MORE_FACTS, rule(when=when))
    assert kinds(reviewed, Kind.NEVER_FIRES) == ["rf: rule RF-1"]
    assert not reviewed.passed


@pytest.mark.parametrize(
    "when",
    [
        "True",
        "pacemaker or not pacemaker",
        "skin == 'dry' or skin != 'dry'",
        "bmi < 18 or bmi >= 18",
        "not within('sunburn', days=7) or within('sunburn', days=14)",
        "age < least_age or age >= least_age",
    ],
)
def test_a_rule_that_always_fires_is_a_warning(found, when):
    """It says nothing about the patient; only notes are meant for everybody."""
    assert kinds(found(MORE_FACTS, rule(when=when)), Kind.ALWAYS_FIRES) == ["rf: rule RF-1"]


@pytest.mark.parametrize(
    "when",
    [
        "pacemaker and skin == 'dry'",
        "within('sunburn', days=14) and not within('sunburn', days=7)",
        "before('sunburn', days=7) and within('sunburn', days=7)",
        "ever('sunburn') and not within('sunburn', days=7)",
        "bmi < 18 or bmi > 30",
        "age < least_age",
    ],
)
def test_a_rule_that_tells_patients_apart_is_no_finding(found, when):
    """Two events of one kind may answer what one could not: a burn last week and a holiday ahead."""
    assert (
        kinds(found(MORE_FACTS, rule(when=when)), Kind.NEVER_FIRES, Kind.ALWAYS_FIRES, Kind.DEAD_PART) == []
    )


def test_a_note_may_be_for_everybody(found):
    """Advice that always holds is meant."""
    assert kinds(found("", rule(when="True", severity='"note"')), Kind.ALWAYS_FIRES) == []


def test_a_part_that_never_holds_is_named(found):
    """The rest of the condition works, and hides it."""
    reviewed = found(MORE_FACTS, rule(when="pacemaker or (skin == 'dry' and skin == 'oily')"))
    (finding,) = [one for one in reviewed.findings if one.kind is Kind.DEAD_PART]
    assert finding.text == "the part ((skin == 'dry') and (skin == 'oily')) never holds"


def test_an_effect_whose_condition_never_holds_is_an_error(found):
    """A gap that is never kept."""
    effect = 'effects = [{state = "barrier_open", upper_days = 3, when = "pacemaker and not pacemaker", sources = ["clinic_default"]}]'
    assert kinds(found(effects=effect), Kind.NEVER_FIRES) == ["rf: treatment rf.series"]


def test_rules_with_one_condition_that_differ_are_in_conflict(found):
    """Of one treatment the one says relative block and the other absolute block."""
    rules = rule("RF-1", "pacemaker or bmi > 30") + rule(
        "RF-2", "bmi > 30 or pacemaker", severity='"absolute"'
    )
    assert kinds(found(MORE_FACTS, rules), Kind.CONFLICTING_RULES) == ["rf: rule RF-2"]


def test_rules_that_say_the_same_twice_are_named(found):
    """The order of the parts does not hide it."""
    rules = rule("RF-1", "pacemaker or bmi > 30") + rule("RF-2", "bmi > 30 or pacemaker")
    assert kinds(found(MORE_FACTS, rules), Kind.REPEATED_RULE) == ["rf: rule RF-2"]


def test_a_note_beside_a_rule_is_no_conflict(found):
    """It adds a word, it takes nothing back."""
    rules = rule("RF-1") + rule("RF-2", severity='"note"', outcome='"inform"')
    assert kinds(found("", rules), Kind.REPEATED_RULE, Kind.CONFLICTING_RULES) == []


def test_rules_about_different_forms_are_told_apart(found):
    """The high dose is blocked where the usual one is only adapted."""
    one, other = rule("RF-1"), rule("RF-2", severity='"absolute"\nforms = ["strong"]')
    reviewed = found("", one + other, traits='traits = ["energy"]\nforms = ["strong", "weak"]')
    assert kinds(reviewed, Kind.REPEATED_RULE, Kind.CONFLICTING_RULES) == []


def test_a_rule_of_core_about_a_trait_that_nobody_has_concerns_nobody(found):
    """Until a treatment with the trait is installed."""
    trait = '[[trait]]\nid = "needle"\nmeaning = "pricks"\n'
    reviewed = found(trait + rule("N-1", of="needle"))
    assert kinds(reviewed, Kind.CONCERNS_NOBODY) == ["core: rule N-1"]
    assert kinds(reviewed, Kind.NOT_DECLARED_BY_ANY) == ["core: trait needle"]


def test_a_statement_without_a_source_is_an_error(found):
    """Wherever it stands: a rule, an effect of a treatment, an instrument."""
    effect = 'effects = [{state = "barrier_open", upper_days = 3}]'
    reviewed = found("", rule(sources="[]"), effects=effect)
    assert kinds(reviewed, Kind.NO_SOURCE) == [
        "core: instrument grade",
        "rf: rule RF-1",
        "rf: treatment rf.series",
    ]


@pytest.mark.parametrize(
    ("status", "places"), [("memory", ["rf: rule RF-1"]), ("verified", []), ("default", [])]
)
def test_an_absolute_rule_needs_a_source_that_was_seen(found, status, places):
    """Or it says openly that it is the clinic's default."""
    source = f'[[source]]\nid = "book"\ncitation = "A book"\nstatus = "{status}"\n'
    reviewed = found(source, rule(severity='"absolute"', sources='["book"]'))
    assert kinds(reviewed, Kind.UNVERIFIED_ABSOLUTE) == places


def test_an_effect_that_nobody_needs_gone_is_named(found):
    """It changes no date."""
    assert kinds(found(needs="needs = []"), Kind.UNNEEDED_EFFECT) == ["core: state barrier_open"]


def test_a_need_that_nobody_can_cause_is_named(found):
    """It never binds."""
    state = '[[state]]\nid = "wet"\nscope = "zone"\nmeaning = "wet"\n'
    need = NEED.replace("barrier_open", "wet")
    assert kinds(found(state, needs=need), Kind.UNCAUSED_NEED) == ["core: state wet"]


def test_a_state_with_one_needer_or_one_causer_is_named(found):
    """Here two leave it and one needs it gone."""
    reviewed = found()
    assert kinds(reviewed, Kind.FEW_NEEDERS) == ["core: state barrier_open"]
    assert kinds(found(effects="effects = []"), Kind.FEW_CAUSERS) == ["core: state barrier_open"]


def test_a_state_that_joins_nothing_is_unused(found):
    """Neither left nor needed gone."""
    assert "core: state wet" in kinds(
        found('[[state]]\nid = "wet"\nscope = "zone"\nmeaning = "wet"\n'), Kind.UNUSED
    )


def test_a_core_state_without_a_stance_is_named_for_the_treatment_and_the_modality(found):
    """Silence leaves an interaction unmodelled."""
    state = '[[state]]\nid = "wet"\nscope = "zone"\nmeaning = "wet"\n'
    reviewed = found(state)
    assert kinds(reviewed, Kind.NO_STANCE) == ["rf: treatment rf.series"]
    assert kinds(reviewed, Kind.MODALITY_SILENT) == ["rf: modality rf"]
    assert (
        kinds(found(state, needs=f'{NEED}\nindifferent = ["wet"]'), Kind.NO_STANCE, Kind.MODALITY_SILENT)
        == []
    )


def test_a_number_without_a_unit_is_named(found):
    """Nobody could enter it rightly; graded scales say what they count."""
    reviewed = found(MORE_FACTS.replace('unit = "kg/m2"\n', ""))
    assert kinds(reviewed, Kind.NO_UNIT) == ["core: fact bmi", "core: instrument grade"]


def told(sentence: str, window: str) -> str:
    """Traits and, behind them, instructions with one window."""
    quoted = f"{{sentence = '{sentence}', topics = ['sun'], {window}}}"
    return f"{REPLACED['traits']}\ninstructions = {{before = ['No sun for 2 weeks.', 'No sun today.'], windows = [{quoted}]}}"


def test_days_around_a_session_must_be_said_by_their_sentence(found):
    """A number that the patient does not read in the sentence is an error; the longer of two that it says is none."""
    wrong, right = told("No sun for 2 weeks.", "from = -7"), told("No sun for 2 weeks.", "from = -14")
    assert kinds(found(traits=wrong), Kind.DAYS_NOT_SAID) == ["rf: treatment rf.series"]
    assert Kind.DAYS_NOT_SAID.weight is Weight.ERROR
    assert kinds(found(traits=right), Kind.DAYS_NOT_SAID) == []
    assert kinds(found(traits=told("No sun today.", "to = 0")), Kind.DAYS_NOT_SAID) == []


@pytest.mark.parametrize(
    ("window", "problem"),
    [
        (("No wind.", "to = 0"), "must name a sentence of before or after"),
        (("No sun today.", "from = 2, to = 1"), "must lie between from"),
    ],
)
def test_days_around_a_session_belong_to_a_sentence(found, window, problem):
    """A window of a sentence that nobody reads, or that ends before it begins, is refused."""
    with pytest.raises(InvalidContent, match=problem):
        found(traits=told(*window))


@pytest.mark.parametrize(
    "word", ["fact bmi", "trait energy", "mechanism cold", "prerequisite test_spot", "source paper"]
)
def test_a_word_that_nothing_names_is_unused(found, word):
    """That a treatment has a trait is not speaking of it."""
    more = '[[mechanism]]\nid = "cold"\nmeaning = "cools"\n[[source]]\nid = "paper"\ncitation = "P"\nstatus = "memory"\n'
    assert f"core: {word}" in kinds(found(MORE_FACTS + more), Kind.UNUSED)


def test_what_a_rule_asks_or_cites_is_used(found):
    """Facts, events and sources of a rule are spoken of."""
    reviewed = found(MORE_FACTS, rule(when="bmi > 30 and skin == 'dry' and ever('sunburn')"))
    assert not {"core: fact bmi", "core: fact skin", "core: source clinic_default"} & set(
        kinds(reviewed, Kind.UNUSED)
    )


ACCEPTED = '[[accepted]]\nfinding = "few-needers"\nabout = ["state barrier_open"]\nreason = "so be it"\n'


def test_a_finding_that_is_meant_is_explained_and_not_repeated(found):
    """The reviewer's reason stands with it."""
    reviewed = found(ACCEPTED)
    assert kinds(reviewed, Kind.FEW_NEEDERS, Kind.ACCEPTED_IN_VAIN) == []
    assert [(one.finding.place, one.reason) for one in reviewed.explained] == [
        ("core: state barrier_open", "so be it")
    ]


def test_an_explanation_of_nothing_is_a_finding(found):
    """Else the list would outlive what it explains."""
    reviewed = found(ACCEPTED.replace("barrier_open", "gone"))
    assert kinds(reviewed, Kind.ACCEPTED_IN_VAIN) == ["core: accepted few-needers state gone"]


def test_a_modality_explains_only_its_own_findings(found):
    """A plugin cannot wave through what is about core."""
    assert kinds(found("", ACCEPTED), Kind.FEW_NEEDERS) == ["core: state barrier_open"]


def test_unknown_options_do_not_load_at_all(tmp_path):
    """Loading refuses what a review could not even read."""
    core = texts.core(tmp_path, MORE_FACTS)
    folder = texts.write(tmp_path / "rf", rf=texts.MODALITY, more=rule(when="skin == 'dri'"))
    with pytest.raises(InvalidContent, match="did you mean \"'dry'\""):
        load_modality_against(folder, core)


def test_every_kind_of_finding_has_a_weight_and_the_worst_come_first(found):
    """Errors, then warnings, then notes."""
    reviewed = found(MORE_FACTS, rule(when="pacemaker and not pacemaker"))
    ranks = [finding.kind.weight.rank for finding in reviewed.findings]
    assert ranks == sorted(ranks)
    assert {Weight.ERROR.rank, Weight.WARNING.rank} <= set(ranks)


def shipped() -> Review:
    """The review of everything that ships."""
    folders = [folder for folder in sorted(PLUGINS.iterdir()) if (folder / "content").is_dir()]
    return review(
        load_core(), {f.name.removeprefix("turgor_"): load_modality(f / "content") for f in folders}
    )


def test_shipped_content_has_no_unexplained_finding():
    """Whatever the check finds, notes included, is mended or stands in a reviewed list with its reason."""
    assert [_line(finding) for finding in shipped().findings] == []


def _line(finding: Finding) -> str:
    return f"{finding.kind}: {finding.place}: {finding.text}"


def test_a_slip_in_shipped_content_is_found():
    """The check would find an absolute rule that rests on memory alone among the real ones."""
    core = load_core()
    sources = {id_: attrs.evolve(source, status="memory") for id_, source in core.vocabulary.sources.items()}
    doubtful = attrs.evolve(core, vocabulary=attrs.evolve(core.vocabulary, sources=sources))
    assert len(kinds(review(doubtful, {}), Kind.UNVERIFIED_ABSOLUTE)) > 20
