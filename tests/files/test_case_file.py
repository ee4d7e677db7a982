"""Case files as they should be: what each way of writing means."""

import io
import json
import sys
import tomllib
from datetime import date, time
from decimal import Decimal
from types import SimpleNamespace

import pytest

from case_texts import ASSESSMENT, CATALOGUE, GOALS, LEAST, PATIENT, TODAY, read
from turgor.domain.case import Available, Chosen, NotOn, OrderedAim, Priority, Target
from turgor.domain.dates import DateRange, Span
from turgor.domain.money import Money
from turgor.files import InvalidFile, read_case

FACTS = "[assessment.facts]\n"
JAWLINE = frozenset({"jawline.left", "jawline.right"})


def answers(tmp_path, text):
    """The answers of an assessment that ends in a text."""
    return read(tmp_path, PATIENT + GOALS + ASSESSMENT + text).assessment.answers


def event(tmp_path, text):
    """The one event of a history."""
    (found,) = read(tmp_path, LEAST + "[[history]]\n" + text).history.events
    return found


def test_an_answer_for_a_zone_holds_for_what_it_holds(tmp_path):
    """An answer for a parent zone holds for its leaves, a nearer zone wins, and the rest is unknown."""
    said = answers(tmp_path, FACTS + 'tattoo = {face = false, jawline = true, "jawline.left" = false}')
    assert said.value("tattoo", "forehead") is False
    assert said.value("tattoo", "jawline.left") is False
    assert said.value("tattoo", "jawline.right") is True
    assert said.value("tattoo", "neck") is None


def test_the_order_in_which_zones_are_written_does_not_matter(tmp_path):
    """The nearer zone wins even where the farther one is written after it."""
    said = answers(tmp_path, FACTS + "tattoo = {jawline = true, face = false}")
    assert said.value("tattoo", "jawline.left") is True


def test_an_answer_without_a_zone_holds_everywhere(tmp_path):
    """A plain answer to a question that is asked by zone is an answer for every zone."""
    assert answers(tmp_path, FACTS + "tattoo = true").value("tattoo", "neck") is True


def test_a_list_is_the_complete_answer(tmp_path):
    """What a list of choices does not name is denied."""
    said = answers(tmp_path, FACTS + 'medicines = ["warfarin"]')
    assert said.value("medicines") == Chosen(frozenset({"warfarin"}), frozenset({"isotretinoin", "doac"}))


def test_yes_and_no_leave_the_rest_unknown(tmp_path):
    """A table of yes and no answers just the options that it names."""
    said = answers(tmp_path, FACTS + 'medicines = {yes = ["doac"], no = ["warfarin"]}')
    assert said.value("medicines") == Chosen(frozenset({"doac"}), frozenset({"warfarin"}))


def test_none_of_denies(tmp_path):
    """A denied fact is false, "none", or no to every option, as its type has it."""
    said = answers(tmp_path, 'none_of = ["pacemaker", "melasma", "medicines"]')
    assert said.value("pacemaker") is False
    assert said.value("melasma") == "none"
    assert said.value("medicines") == Chosen(no=frozenset({"warfarin", "isotretinoin", "doac"}))
    assert said.value("smoker") is None


def test_numbers_may_be_whole_where_decimals_are_allowed(tmp_path):
    """A whole number answers a question for a number; a decimal one is read as it stands."""
    assert answers(tmp_path, FACTS + "bmi = 24").value("bmi") == 24.0
    assert answers(tmp_path, FACTS + "bmi = 23.4").value("bmi") == 23.4


def test_a_measurement_holds_for_each_site_of_its_zone(tmp_path):
    """A reading on the jawline is one on each side; its date is that of the assessment unless it says otherwise."""
    text = '[[assessment.measurements]]\ninstrument = "alexiades"\nzone = "jawline"\nvalues = [1.5, 2]\n'
    measured = read(tmp_path, PATIENT + GOALS + ASSESSMENT + text).assessment.measurements
    assert [(m.site, m.date, m.values) for m in measured] == [
        ("jawline.left", date(2026, 3, 1), (1.5, 2.0)),
        ("jawline.right", date(2026, 3, 1), (1.5, 2.0)),
    ]


def test_other_days_settings_and_sites_are_other_measurements(tmp_path):
    """One site may be measured again on another day, or with another setting."""
    one = '[[assessment.measurements]]\ninstrument = "alexiades"\nzone = "neck"\nvalues = 2\n'
    text = one + one + "date = 2026-02-01\n" + one + 'settings = "lying"\n'
    assert len(read(tmp_path, PATIENT + GOALS + ASSESSMENT + text).assessment.measurements) == 3


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2025-12-24", date(2025, 12, 24), date(2025, 12, 24)),
        ('"2025-12-24"', date(2025, 12, 24), date(2025, 12, 24)),
        ('"2024-02"', date(2024, 2, 1), date(2024, 2, 29)),
        ('"2025"', date(2025, 1, 1), date(2025, 12, 31)),
        ('"2025-03-01/2025-03-20"', date(2025, 3, 1), date(2025, 3, 20)),
        ('"2024-11/2025"', date(2024, 11, 1), date(2025, 12, 31)),
    ],
)
def test_a_date_may_be_rough(tmp_path, written, earliest, latest):
    """A day, a month, a year or a range is kept as the days between which it lies."""
    assert event(tmp_path, f'kind = "threads"\ndate = {written}').start == DateRange(earliest, latest)


def test_what_does_not_last_ends_on_its_day(tmp_path):
    """A procedure is over with its day, however roughly that is known."""
    found = event(tmp_path, 'kind = "threads"\ndate = "2025"\nzones = ["jawline"]')
    assert found.end == found.start
    assert found.sites == JAWLINE


def test_what_lasts_goes_on_until_it_ends(tmp_path):
    """An illness or a drug without an end goes on; an expected end does not end it."""
    found = event(tmp_path, 'kind = "isotretinoin"\nstart = "2026-01"\nexpected_end = 2026-06-01')
    assert found.end is None
    assert found.expected_end == date(2026, 6, 1)
    assert event(tmp_path, 'kind = "isotretinoin"\nend = 2026-01-05').start is None


def test_an_event_without_a_date_is_kept(tmp_path):
    """Something that happened at an unknown time is still known to have happened."""
    found = event(tmp_path, 'kind = "threads"')
    assert (found.start, found.end) == (None, None)


def test_wishes_are_read(tmp_path):
    """Goals, availability, days away, budget, limits and pins come as they are written."""
    case = read(
        tmp_path,
        PATIENT
        + ASSESSMENT
        + """
        [goals]
        zones = ["jawline", "neck"]
        priority = "least-downtime"
        [preferences]
        availability = [{weekday = "Monday", from = 17:00:00, to = "20:00"}]
        away = [{from = 2026-04-01, to = 2026-04-05}, {from = 2026-05-01}]
        budget = {amount = "1500.50", currency = "GBP"}
        most_visits = 4
        horizon = 2026-12-31
        minutes_a_day = 0
        aversions = ["energy", "rf.needle"]
        [preferences.pins]
        only = ["rf.series"]
        dates = {"rf.series#1.1" = 2026-03-09}
        not_on = [{session = "rf.series#1.2", date = 2026-03-23, why = "the room is painted"}]
        """,
    )
    assert case.goals.sites == JAWLINE | {"neck"}
    assert case.goals.priority is Priority.LEAST_DOWNTIME
    wishes = case.preferences
    assert wishes.available == (Available(0, time(17), time(20)),)
    assert wishes.away == (
        Span(date(2026, 4, 1), date(2026, 4, 5)),
        Span(date(2026, 5, 1), date(2026, 5, 1)),
    )
    assert wishes.budget == Money(Decimal("1500.50"), "GBP")
    assert wishes.pins.dates == {"rf.series#1.1": date(2026, 3, 9)}
    assert wishes.pins.not_on == (NotOn("rf.series#1.2", date(2026, 3, 23), "the room is painted"),)
    assert (wishes.most_visits, wishes.minutes_a_day) == (4, 0)


def test_what_is_aimed_for_is_read_site_by_site(tmp_path):
    """By the instrument and on its scale."""
    target = '[[goals.targets]]\ninstrument = "alexiades"\nzone = "jawline"\nvalue = 1\n'
    assert read(tmp_path, LEAST + target).goals.targets == (
        Target("alexiades", "jawline.left", 1),
        Target("alexiades", "jawline.right", 1),
    )


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (
            '{instrument = "alexiades", zone = "jawline", value = 9}',
            "goals.targets[0].value: must be at most",
        ),
        ('{instrument = "alexiades", zone = "jawlin", value = 1}', "did you mean 'jawline'"),
        ('{instrument = "alexiade", zone = "neck", value = 1}', "did you mean 'alexiades'"),
        ('{instrument = "alexiades", zone = "neck"}', "goals.targets[0].value: is missing"),
        (
            '{instrument = "alexiades", zone = "jawline", value = 1}, {instrument = "alexiades", zone = "jawline.left", value = 2}',
            "aims at jawline.left by alexiades again",
        ),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(tmp_path, targets, expected):
    """With its place."""
    text = LEAST.replace("[goals]", f"[goals]\ntargets = [{targets}]")
    with pytest.raises(InvalidFile) as refused:
        read(tmp_path, text)
    assert expected in str(refused.value)


def test_a_priority_may_be_an_order_of_aims(tmp_path):
    """Aims in the order in which they count, as the stages are named."""
    case = read(
        tmp_path,
        PATIENT + ASSESSMENT + "[goals]\nzones = ['neck']\npriority = ['visits', 'most-benefit', 'finish']",
    )
    assert case.goals.priority == (OrderedAim.VISITS, OrderedAim.MOST_BENEFIT, OrderedAim.FINISH)


def test_a_bare_budget_is_in_the_clinic_s_currency(tmp_path):
    """A number is an amount in the clinic's currency, exact to the cent."""
    case = read(tmp_path, LEAST + "[preferences]\nbudget = 99.90", currency="EUR")
    assert case.preferences.budget == Money(Decimal("99.90"), "EUR")


def test_home_care_in_use_and_overrides_are_read(tmp_path):
    """Both may name zones; home care may be a trait where it is another clinic's product."""
    case = read(
        tmp_path,
        LEAST
        + """
        [[using]]
        treatment = "retinoid"
        per_week = 3
        zones = ["jawline"]
        [[overrides]]
        rule = "PACE-1"
        reason = "checked by cardiology"
        by = "Dr Ada Sample"
        date = 2026-03-01
        """,
    )
    assert case.using[0].sites == JAWLINE
    assert case.overrides[0].rule == "PACE-1"


def test_an_override_may_name_a_need_of_the_skin(tmp_path):
    """A need of the skin state is set aside by its own name."""
    text = "[[overrides]]\nrule = 'need:barrier_open'\nreason = 'healed'\nby = 'Dr A'\ndate = 2026-03-01"
    assert read(tmp_path, LEAST + text).overrides[0].rule == "need:barrier_open"


def test_what_belongs_to_a_modality_that_cannot_be_asked_is_taken_on_trust(tmp_path):
    """A file stays readable while the modality whose words it uses is switched off."""
    text = """
    [[using]]
    treatment = "topicals.tretinoin"
    per_week = 3
    [history_asked]
    never = ["topicals_peel"]
    [[history]]
    kind = "topicals_patch"
    date = 2026-01-01
    [[history]]
    kind = "topicals.peel"
    start = 2026-01-02
    [assessment.facts]
    topicals_rash = "mild"
    """
    case = read(tmp_path, LEAST + text, absent=frozenset({"topicals"}))
    assert case.using[0].treatment == "topicals.tretinoin"
    assert case.history.never == {"topicals_peel"}
    assert [event.kind for event in case.history.events] == ["topicals_patch", "topicals.peel"]
    assert not case.assessment.answers.by_fact


def test_a_word_of_core_is_never_dropped(tmp_path):
    """An answer that core asks for stays, though its name begins like that of a modality that cannot be asked."""
    case = read(tmp_path, LEAST + "[assessment.facts]\nsun_hours = 3", absent=frozenset({"sun"}))
    assert case.assessment.answers.value("sun_hours") == 3


def test_a_file_may_build_on_another(tmp_path):
    """Values on top win; what the base denies stays denied unless the file on top answers it."""
    (tmp_path / "base.toml").write_text(
        """
        [patient]
        name = "Base"
        language = "de"
        [assessment]
        date = 2026-01-01
        none_of = ["pacemaker", "smoker"]
        facts = {fitzpatrick = 2, bmi = 22, acne = "mild"}
        [history_asked]
        never = ["fever", "threads"]
        """
    )
    text = """
    extends = "base.toml"
    [patient]
    name = "Ann"
    [assessment]
    date = 2026-03-01
    none_of = ["acne"]
    facts = {smoker = true, fitzpatrick = 4}
    [goals]
    zones = ["neck"]
    [history_asked]
    never = ["sunburn"]
    [[history]]
    kind = "fever"
    start = 2026-02-01
    end = 2026-02-03
    """
    case = read(tmp_path, text)
    assert (case.patient.name, case.patient.language) == ("Ann", "de")
    assert case.assessment.date == date(2026, 3, 1)
    assert {fact: sites[""] for fact, sites in case.assessment.answers.by_fact.items()} == {
        "pacemaker": False,
        "smoker": True,
        "fitzpatrick": 4,
        "bmi": 22.0,
        "acne": "none",
    }
    assert case.history.never == {"threads", "sunburn"}
    assert case.history.past_known("fever", case.assessment.date)


def test_what_is_planned_may_be_denied_for_the_past(tmp_path):
    """A filler planned for May: that there was none so far stays denied, and is no contradiction."""
    (tmp_path / "base.toml").write_text("[history_asked]\nnever = ['threads']\n")
    planned = "[[history]]\nkind = 'threads'\ndate = 2026-05-01\n"
    case = read(tmp_path, "extends = 'base.toml'\n" + LEAST + planned)
    assert case.history.past_known("threads", case.assessment.date)
    alone = read(tmp_path, LEAST + planned)
    assert not alone.history.past_known("threads", alone.assessment.date)
    assert alone.history.plans_known("threads")


def test_what_this_file_denies_is_gone_from_the_base(tmp_path):
    """A kind that this file denies is no longer in the history that the base tells."""
    (tmp_path / "base.toml").write_text("[[history]]\nkind = 'threads'\ndate = '2025'\n")
    text = "extends = 'base.toml'\n" + LEAST + "[history_asked]\nnever = ['threads']"
    assert not read(tmp_path, text).history.events


def test_bases_may_build_on_bases(tmp_path):
    """A base may have its own base; the nearest value wins."""
    (tmp_path / "one.toml").write_text("[patient]\nname = 'One'\nsex = 'female'\nnumber = '1'\n")
    (tmp_path / "two.toml").write_text("extends = 'one.toml'\n[patient]\nname = 'Two'\nnumber = '2'\n")
    case = read(tmp_path, "extends = 'two.toml'\n[patient]\nname = 'Ann'\n" + ASSESSMENT + GOALS)
    assert (case.patient.name, case.patient.number, case.patient.sex) == ("Ann", "2", "female")


def test_json_says_the_same(tmp_path):
    """A case in JSON is the case in TOML."""
    text = (
        LEAST + FACTS + "bmi = 23.4\ntattoo = {neck = true}\n[[history]]\nkind = 'threads'\ndate = '2025'\n"
    )
    as_json = json.dumps(tomllib.loads(text), default=str)
    assert read(tmp_path, as_json, "case.json") == read(tmp_path, text)


@pytest.mark.parametrize("to_text", [str, lambda text: json.dumps(tomllib.loads(text), default=str)])
def test_standard_input_may_be_either(monkeypatch, to_text):
    """What comes by standard input is TOML or JSON, whichever it looks like."""
    data = to_text(LEAST).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert read_case("-", CATALOGUE, TODAY).patient.name == "Ann"


def test_a_file_from_another_system_is_read(tmp_path):
    """A byte order mark and foreign line ends do no harm."""
    file = tmp_path / "case.toml"
    file.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert read_case(file, CATALOGUE, TODAY).patient.name == "Ann"
