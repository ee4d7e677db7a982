"""Content files become records, or a list of all that is wrong with them, with file and id."""

import attrs
import pytest

from content_texts import CORE, MODALITY, OWN_RULE, RULE, TREATMENT, core, modality, write
from turgor.content import InvalidContent, load_core, load_core_from, load_modality_against, merge
from turgor.domain.published import Published


def problems(load, *args):
    """The problems of loading, one a line."""
    with pytest.raises(InvalidContent) as error:
        load(*args)
    return str(error.value).splitlines()


def test_core_is_read_from_its_files(tmp_path):
    """Every table becomes records under its name, from any number of files."""
    loaded = core(tmp_path, RULE.format(id="PACE-1", when="pacemaker", of="energy"))
    assert loaded.vocabulary.zones.sites == {"jawline.left", "jawline.right"}
    assert loaded.vocabulary.facts["pacemaker"].denied is False
    assert [rule.id for rule in loaded.rules] == ["PACE-1"]


def test_a_modality_is_read_from_its_files(tmp_path):
    """The header and the tables of all files make one record; an effect may be written to end never."""
    loaded = modality(tmp_path, OWN_RULE)
    assert (loaded.name, loaded.content_version) == ("rf", "2026.1")
    assert loaded.treatments[0].terms.effects[0].upper_days is None
    assert loaded.rules[0].applies_to == ("rf.series",)


def test_a_modality_may_be_one_file(tmp_path):
    """A modality that is pure data needs one file."""
    file = write(tmp_path, rf=MODALITY) / "rf.toml"
    assert load_modality_against(file, core(tmp_path)).name == "rf"


def test_folders_are_read_all_the_way_down(tmp_path):
    """Files in folders below count too, and what is no TOML does not."""
    write(tmp_path / "rf" / "rules", own=OWN_RULE)
    (tmp_path / "rf" / "notes.txt").write_text("not content")
    assert [rule.id for rule in modality(tmp_path).rules] == ["RF-1"]


def test_the_core_that_ships_is_read_once():
    """Loading core again gives the same object."""
    assert load_core() is load_core()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("[[treatments]]", "more.toml: treatments: is no table of content; did you mean 'treatment'?"),
        ("[fact]\nid = 'rf_a'", "more.toml: fact: must be written as [[fact]], once for each, got a table"),
        (
            "[[trait]]\nid = 'rf_x'\nmeaning = 'x'\ncolour = 'red'",
            "more.toml: trait.rf_x.colour: is not known here",
        ),
        ("[[trait]]\nmeaning = 'x'", "more.toml: trait[0].id: is missing"),
        (
            OWN_RULE.replace('"relative"', '"sever"'),
            ("more.toml: rule.RF-1.severity: must be one of absolute, relative, caution, note; "
            'got the text "sever"'),
        ),
        (
            OWN_RULE + "numbers = {interval_mim_days = 3}",
            ("more.toml: rule.RF-1.numbers: 'interval_mim_days' is no number that a plan enforces; those are "
            "interval_min_days, interval_ideal_days, interval_max_days, sessions_typical, sessions_max, "
            "weeks_per_step_factor"),
        ),
        (OWN_RULE + OWN_RULE, "more.toml: rule.RF-1: is declared twice (first in rf/more.toml)"),
        (
            "[[fact]]\nid = 'rf_x'\ntype = 'choice'\nquestion = '?'\ngroup = 'skin'",
            "more.toml: fact.rf_x.options: must be given for a fact of type choice",
        ),
        (
            "[[fact]]\nid = 'rf_x'\ntype = 'int'\nquestion = '?'\ngroup = 'skin'\ndenied = 'no'",
            "more.toml: fact.rf_x.denied: must be an answer that says no, got 'no'",
        ),
        (
            TREATMENT.replace("rf.series", "rf.two").replace('"never"', '"nver"'),
            ('more.toml: treatment."rf.two".terms.effects[0].upper_days: must be a whole number or "never", '
            'got the text "nver"'),
        ),
        ("a = 2026-02-30", "more.toml: line 1, column 5: 2026-02-30 is not a day of the calendar"),
        (
            "[modality]\nname = 'rg'\ntitle = 'x'\npurpose = 'x'\ncontent_version = '1'",
            "must hold the table [modality] once, and holds it 2 times",
        ),
    ],
)  # fmt: skip
def test_a_record_that_is_wrong_is_named(tmp_path, more, message):
    """A mistake inside a record comes with its file and the record's id."""
    message = message if message.startswith("must hold") else f"rf/{message}"
    assert problems(modality, tmp_path, more) == [message]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"heat"', '"heet"', "mechanism: there is no mechanism 'heet'; did you mean 'heat'?"),
        ('["face"]', '["fase"]', "treats[0]: there is no zone 'fase'; did you mean 'face'?"),
        ('["energy"]', '["enrgy"]', "traits: there is no trait 'enrgy'; did you mean 'energy'?"),
        (
            'sources = ["clinic_default"]',
            'sources = ["clinic"]',
            "sources[0]: there is no source 'clinic'; did you mean 'clinic_default'?",
        ),
        (
            'needs = [{state = "barrier_open"',
            'needs = [{state = "barrier"',
            "terms.needs[0].state: there is no state 'barrier'; did you mean 'barrier_open'?",
        ),
        (
            "[treatment.terms]",
            '[treatment.terms]\nindifferent = ["dermal"]',
            "terms.indifferent: there is no state 'dermal'",
        ),
        (
            "[treatment.terms]",
            'prerequisites = ["spot"]\n[treatment.terms]',
            "prerequisites[0]: there is no prerequisite 'spot'; did you mean 'test_spot'?",
        ),
        ('"rf.series"', '"laser.series"', "the id must be rf.<name>, in small letters"),
    ],
)
def test_what_a_treatment_names_must_exist(tmp_path, old, new, message):
    """A word that nobody declares is named with the place where it stands and the word that was meant."""
    (problem,) = problems(modality, tmp_path, "", MODALITY.replace(old, new, 1))
    name = "laser.series" if "laser" in new else "rf.series"
    assert problem == f'rf/rf.toml: treatment."{name}"{"" if "laser" in new else "."}' + (
        f": {message}" if "laser" in new else message
    )


def test_a_condition_that_cannot_be_read_is_named(tmp_path):
    """A mistake in a condition comes with its file, the rule and what was probably meant."""
    more = RULE.format(id="RF-2", when="pacemakr and zone in jawlne", of="rf.series")
    (first, second) = problems(modality, tmp_path, more)
    assert first.startswith("rf/more.toml: rule.RF-2.when: at 'pacemakr': ")
    assert first.endswith("; did you mean 'pacemaker'?")
    assert second.startswith("rf/more.toml: rule.RF-2.when: at 'jawlne': ")


def test_a_condition_of_an_effect_is_checked_too(tmp_path):
    """An effect that depends on a fact nobody asks is a mistake."""
    (problem,) = problems(modality, tmp_path, "", MODALITY.replace('when = "pacemaker"', 'when = "pacer"'))
    assert problem.startswith("rf/rf.toml: treatment.\"rf.series\".terms.effects[0].when: at 'pacer': ")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            RULE.format(id="RF-2", when="pacemaker", of="energy"),
            "rule.RF-2.applies_to[0]: must be a treatment of rf, got 'energy'",
        ),
        (
            RULE.format(id="RF-2", when="pacemaker", of="laser.co2"),
            "rule.RF-2.applies_to[0]: must be a treatment of rf, got 'laser.co2'",
        ),
        (
            OWN_RULE.replace('applies_to = ["rf.series"]', ""),
            "rule.RF-1.applies_to: must name treatments of rf: only core speaks of all",
        ),
        (OWN_RULE + "stops_plan = true", "rule.RF-1.stops_plan: must be false: only core stops a whole plan"),
        (OWN_RULE + 'forms = ["gel"]', "rule.RF-1.forms[0]: no treatment it applies to has a form 'gel'"),
        (
            OWN_RULE + 'exempt = ["enrgy"]',
            "rule.RF-1.exempt[0]: there is no treatment or trait 'enrgy'",
        ),
        (
            "[[trait]]\nid = 'warm'\nmeaning = 'x'",
            "trait.warm: the id of an own word must begin with rf_",
        ),
        (
            "[[trait]]\nid = 'energy'\nmeaning = 'something else'",
            "trait.energy: core and rf declare it differently; repeat core's, or use another id",
        ),
        (
            "[[source]]\nid = 'clinic_default'\ncitation = 'x'\nstatus = 'memory'",
            "source.clinic_default: core and rf declare it differently; repeat core's, or use another id",
        ),
        (
            "[[published]]\nfirst = 'sunburn'\nthen = 'laser.co2'\nmin_days = 14\nrow = 'row 1'",
            'published."sunburn > laser.co2": must lie before or after a treatment of rf',
        ),
        (
            "[[published]]\nfirst = 'sunbrn'\nthen = 'rf.series'\nmin_days = 14\nrow = 'row 1'",
            "published.\"sunbrn > rf.series\": there is no event kind 'sunbrn'; did you mean 'sunburn'?",
        ),
    ],
)
def test_a_modality_stays_within_its_own(tmp_path, more, message):
    """A modality speaks of its own treatments in its own words, and repeats core's word for word."""
    assert problems(modality, tmp_path, more) == [f"rf/more.toml: {message}"]


def test_core_speaks_of_kinds_only(tmp_path):
    """A core rule that names a treatment, and a core gap that does, are mistakes."""
    more = (
        RULE.format(id="PACE-1", when="pacemaker", of="rf.series")
        + "[[published]]\nfirst = 'sunburn'\nthen = 'rf.series'\nmin_days = 14\nrow = 'row 1'"
    )
    assert problems(core, tmp_path, more) == [
        (
            "core/more.toml: rule.PACE-1.applies_to[0]: there is no trait (core speaks of kinds, never of one "
            "treatment) 'rf.series'"
        ),
        "core/more.toml: published.\"sunburn > rf.series\": there is no event kind 'rf.series'",
    ]


@pytest.mark.parametrize(
    ("zone", "message"),
    [
        ("parent = 'fase'", "there is no zone 'fase'; did you mean 'face'?"),
        ("parent = 'chin'", "makes 'chin' a part of itself"),
    ],
)
def test_zones_are_a_tree(tmp_path, zone, message):
    """A zone inside one that does not exist, or inside itself, is a mistake."""
    assert problems(core, tmp_path, f"[[zone]]\nid = 'chin'\nname = 'Chin'\n{zone}") == [
        f"core/more.toml: zone.chin.parent: {message}"
    ]


def test_all_files_are_read_before_anything_is_said(tmp_path):
    """A mistake in one file does not hide those in another, nor one record those in the next."""
    text = CORE.replace('type = "bool"', 'type = "boolean"').replace("lead_days = 14", "lead_days = '14'")
    folder = write(tmp_path / "core", a="b = 2026-02-30", core=text)
    assert [line.partition(": ")[0] for line in problems(load_core_from, folder)] == [
        "core/a.toml",
        "core/core.toml",
        "core/core.toml",
    ]


def test_a_missing_folder_is_named(tmp_path):
    """A place without content is said so."""
    (problem,) = problems(load_core_from, tmp_path / "nowhere")
    assert problem == f"there is no content at {tmp_path / 'nowhere'}"


def test_published_gaps_travel_with_their_modality(tmp_path):
    """A gap to another modality's treatment is kept even where that one is not installed."""
    more = "[[published]]\nfirst = 'laser.co2'\nthen = 'rf.series'\nmin_days = 28\nrow = 'row 2'"
    assert modality(tmp_path, more).published == (Published("laser.co2", "rf.series", 28, "row 2"),)


def test_what_is_loaded_can_be_merged(tmp_path):
    """Core and a modality make a catalogue with the words and rules of both."""
    own = modality(tmp_path, OWN_RULE + "[[trait]]\nid = 'rf_hot'\nmeaning = 'x'")
    catalogue = merge(core(tmp_path), {"rf": own})
    assert list(catalogue.treatments) == ["rf.series"]
    assert set(catalogue.vocabulary.traits) == {"energy", "rf_hot"}
    assert set(catalogue.core.traits) == {"energy"}
    assert attrs.evolve(catalogue.vocabulary, traits={}) == attrs.evolve(catalogue.core, traits={})
