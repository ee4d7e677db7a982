"""What is wrong with a case file: each mistake has one clear message, and all are told at once."""

import io
import sys
from types import SimpleNamespace

import pytest

from case_texts import ASSESSMENT, CATALOGUE, GOALS, LEAST, PATIENT, TODAY, problems, read
from turgor.domain.case import OrderedAim
from turgor.files import InvalidFile, read_case

AIMS = f"must be one of {', '.join(OrderedAim)}"

FACTS = "[assessment.facts]\n"
MEASURED = '[[assessment.measurements]]\ninstrument = "alexiades"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FACTS + "fitzpatrick = 2.7", "assessment.facts.fitzpatrick: must be a whole number, got 2.7"),
        (FACTS + "fitzpatrick = true", "assessment.facts.fitzpatrick: must be a whole number, got true"),
        (FACTS + 'fitzpatrick = "4"', 'assessment.facts.fitzpatrick: must be a whole number, got the text "4"'),
        (FACTS + "fitzpatrick = 7", "assessment.facts.fitzpatrick: must be at most 6, got 7"),
        (FACTS + "bmi = 9.5", "assessment.facts.bmi: must be at least 10 kg/m2, got 9.5"),
        (FACTS + "pacemaker = 1", "assessment.facts.pacemaker: must be true or false, got 1"),
        (
            FACTS + "pacemakr = true",
            "assessment.facts.pacemakr: there is no fact \"pacemakr\"; did you mean 'pacemaker'?",
        ),
        (
            FACTS + 'acne = "mildd"',
            ("assessment.facts.acne: must be one of none, mild, severe; "
            "got the text \"mildd\"; did you mean 'mild'?"),
        ),
        (
            FACTS + 'medicines = ["warfrin"]',
            ("assessment.facts.medicines[0]: must be one of warfarin, isotretinoin, doac; "
            "got the text \"warfrin\"; did you mean 'warfarin'?"),
        ),
        (
            FACTS + "medicines = true",
            "assessment.facts.medicines: must be a list of what applies, or a table with yes and no, got true",
        ),
        (
            FACTS + 'medicines = {yes = ["doac"], no = ["doac"]}',
            "assessment.facts.medicines: 'doac' cannot be both yes and no",
        ),
        (
            FACTS + "pacemaker = {neck = true}",
            "assessment.facts.pacemaker: is asked of the whole person, not by zone",
        ),
        (
            FACTS + "tattoo = {jawlin = true}",
            "assessment.facts.tattoo.jawlin: there is no zone \"jawlin\"; did you mean 'jawline'?",
        ),
        ('none_of = ["fitzpatrick"]', ("assessment.none_of[0]: 'fitzpatrick' cannot be denied; "
         "answer it in assessment.facts, or leave it out")),
        (
            'none_of = ["smoker"]\n' + FACTS + "smoker = false",
            "assessment.none_of[0]: 'smoker' is also answered in assessment.facts",
        ),
        (MEASURED + 'zone = "chin"\nvalues = 2', 'assessment.measurements[0].zone: there is no zone "chin"'),
        (
            MEASURED + 'zone = "jawline"\nvalues = [9, 2]',
            "assessment.measurements[0].values[0]: must be at most 4, got 9",
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = -1',
            "assessment.measurements[0].values[0]: must be at least 0, got -1",
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = 1.7',
            "assessment.measurements[0].values[0]: must be one of 0, 1, 1.5, 2, 2.5, 3, 3.5, 4, got 1.7",
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = "two"',
            'assessment.measurements[0].values[0]: must be a number, got the text "two"',
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = []',
            "assessment.measurements[0].values: must hold at least one number",
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = 2\ndate = 2026-03-03',
            "assessment.measurements[0].date: must not be after 2026-03-02, got 2026-03-03",
        ),
        (
            '[[assessment.measurements]]\ninstrument = "alexiadis"\nzone = "neck"\nvalues = 2',
            ('assessment.measurements[0].instrument: there is no instrument "alexiadis"; '
            "did you mean 'alexiades'?"),
        ),
        (
            MEASURED + 'zone = "jawline"\nvalues = 2\n' + MEASURED + 'zone = "jawline.left"\nvalues = 2.5',
            ("assessment.measurements[1]: measures jawline.left with alexiades on 2026-03-01 again, after "
            "measurements[0]; repeats are one measurement with several values"),
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_the_assessment_is_named(tmp_path, text, message):
    """A fact or a reading that cannot be is shown with its place and what was expected."""
    assert problems(tmp_path, PATIENT + GOALS + ASSESSMENT + text) == [f"case.toml: {message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'kind = "sunbrn"\nstart = "2026"',
            "kind: there is no kind of event \"sunbrn\"; did you mean 'sunburn'?",
        ),
        ('kind = "threads"\ndate = "2026-02-30"', "date: 2026-02-30 is not a day of the calendar"),
        ('kind = "threads"\ndate = "2026-13"', "date: 2026-13 is not in the calendar"),
        (
            'kind = "threads"\ndate = "March"',
            (
                'date: must be a day ("2026-03-14"), a month ("2026-03"), a year ("2026") or a range '
                '("2026-03-01/2026-03-20"), got the text "March"'
            ),
        ),
        (
            'kind = "threads"\ndate = "2026-03-20/2026-03-01"',
            'date: must not end before it starts, got the text "2026-03-20/2026-03-01"',
        ),
        (
            'kind = "sunburn"\ndate = "2026"',
            "date: 'sunburn' lasts: write start and end, and no end if it still goes on",
        ),
        (
            'kind = "threads"\ndate = "2025"\nstart = "2024"',
            "date: stands beside start or end; write either the one or the other",
        ),
        (
            'kind = "sunburn"\nstart = "2026-02"\nend = "2026-01"',
            "end: must not be before the start (2026-02-01), got 2026-01-31",
        ),
        (
            'kind = "sunburn"\nstart = "2026-02"\nexpected_end = 2026-01-31',
            "expected_end: must not be before the start (2026-02-01), got 2026-01-31",
        ),
        (
            'kind = "sunburn"\nstart = 2026-01-01\nend = 2026-01-05\nexpected_end = 2026-01-05',
            "expected_end: stands beside an end; what is over has no expected end",
        ),
        (
            'kind = "fever"\nstart = 2026-01-01\nzones = ["neck"]',
            "zones: 'fever' concerns the whole person; leave the zones out",
        ),
        ('kind = "threads"\nwhen = "2025"', "when: is not known here"),
    ],
)
def test_a_mistake_in_the_history_is_named(tmp_path, text, message):
    """An event that cannot be is shown with its place and what was expected."""
    assert problems(tmp_path, LEAST + "[[history]]\n" + text) == [f"case.toml: history[0].{message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("budget = -5", "budget: must be more than 0 (leave it out if there is no limit), got -5"),
        (
            'budget = {amount = "-1.00", currency = "GBP"}',
            "budget.amount: must be more than 0 (leave it out if there is no limit), got -1.00",
        ),
        ("budget = 0", "budget: must be more than 0 (leave it out if there is no limit), got 0"),
        ("budget = 1e30", "budget: must be at most 1000000000, got 1E+30"),
        ("budget = 10.005", "budget: must be exact to the cent, got 10.005"),
        (
            "budget = {amount = 1, currency = 'EUR'}",
            'budget.currency: must be the clinic\'s currency, GBP, got the text "EUR"',
        ),
        ("horizon = 2026-03-01", "horizon: must not be before 2026-03-02, got 2026-03-01"),
        ("most_visits = 0", "most_visits: must be at least 1, got 0"),
        ("minutes_a_day = -1", "minutes_a_day: must be at least 0, got -1"),
        (
            'availability = [{weekday = "mnday", from = "17:00", to = "20:00"}]',
            (
                "availability[0].weekday: must be one of monday, tuesday, wednesday, thursday, friday, saturday, "
                "sunday; got the text \"mnday\"; did you mean 'monday'?"
            ),
        ),
        (
            'availability = [{weekday = "monday", from = "20:00", to = "17:00"}]',
            "availability[0].to: must be after the start (20:00), got 17:00",
        ),
        (
            "away = [{from = 2026-04-02, to = 2026-04-01}]",
            "away[0]: must not end (2026-04-01) before it starts (2026-04-02)",
        ),
        (
            "aversions = ['rf.neddle']",
            "aversions[0]: there is no treatment or trait \"rf.neddle\"; did you mean 'rf.needle'?",
        ),
        (
            "pins = {not_on = [{session = 'rf.series', date = 2026-04-01}]}",
            "pins.not_on[0].session: is no session; write <treatment>#1.2 for the second session of its first course",
        ),
        (
            "pins = {must = ['energy']}",
            'pins.must[0]: there is no treatment "energy"',
        ),
        (
            "pins = {dates = {'rf.series' = 2026-04-01}}",
            (
                'pins.dates."rf.series": is no session; write <treatment>#1.2 for the second session of its '
                "first course"
            ),
        ),
        (
            "pins = {dates = {'rf.series#1.1' = 2026-02-01}}",
            'pins.dates."rf.series#1.1": must not be before 2026-03-02, got 2026-02-01',
        ),
    ],
)
def test_a_mistake_in_the_preferences_is_named(tmp_path, text, message):
    """A wish that cannot be is shown with its place and what was expected."""
    assert problems(tmp_path, LEAST + "[preferences]\n" + text) == [f"case.toml: preferences.{message}"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "",
            ["patient: is missing", "assessment: is missing", "goals: is missing"],
        ),
        ("[patient]\n" + ASSESSMENT + GOALS, ["patient.name: is missing"]),
        ("[patient]\nname = ' '\n" + ASSESSMENT + GOALS, ["patient.name: must not be empty"]),
        (
            PATIENT + "birth_date = 2027-01-01\n" + ASSESSMENT + GOALS,
            ["patient.birth_date: must not be after 2026-03-02, got 2027-01-01"],
        ),
        (
            PATIENT + "birth_date = 1890-01-01\n" + ASSESSMENT + GOALS,
            ["patient.birth_date: makes the patient more than 120 years old, got 1890-01-01"],
        ),
        (
            PATIENT + "[assessment]\ndate = 2026-03-03\n" + GOALS,
            ["assessment.date: must not be after 2026-03-02, got 2026-03-03"],
        ),
        (
            PATIENT + "[assessment]\ndate = 2026-02-30\n" + GOALS,
            ["line 4, column 8: 2026-02-30 is not a day of the calendar"],
        ),
        (
            PATIENT + "[assessment]\ndate = 2026-13-01\n" + GOALS,
            ["line 4, column 12: 2026-13-01 is not a day of the calendar"],
        ),
        (
            PATIENT + "[assessment]\ndate = '2026-02-30'\n" + GOALS,
            ["assessment.date: 2026-02-30 is not a day of the calendar"],
        ),
        (
            PATIENT + "[assessment]\ndate = 2026-03-01T10:00:00\n" + GOALS,
            ["assessment.date: must be a day such as 2026-03-14, got 2026-03-01T10:00:00"],
        ),
        (
            "[patient\n",
            ["cannot be read as TOML: line 1, column 9: expected ']' at the end of a table declaration"],
        ),
        (PATIENT + ASSESSMENT + "[goals]\nzones = []\n", ["goals.zones: must name at least one zone"]),
        (
            PATIENT + ASSESSMENT + "[goals]\nzones = ['neck', 'neck']\n",
            ['goals.zones[1]: stands here twice: the text "neck"'],
        ),
        (
            PATIENT + ASSESSMENT + "[goals]\nzones = ['jawlne']\npriority = 'cheap'\n",
            [
                "goals.zones[0]: there is no zone \"jawlne\"; did you mean 'jawline'?",
                (
                    "goals.priority: must be one of balanced, soonest, fewest-visits, least-downtime, lowest-cost; "
                    'got the text "cheap"'
                ),
            ],
        ),
        (
            PATIENT
            + ASSESSMENT
            + "[goals]\nzones = ['jawline']\npriority = ['vists', 'cost', 'soonest', 'cost']\n",
            [
                f"goals.priority[0]: {AIMS}; got the text \"vists\"; did you mean 'visits'?",
                f'goals.priority[2]: {AIMS}; got the text "soonest"',
                'goals.priority[3]: stands here twice: the text "cost"',
            ],
        ),
        (
            PATIENT + ASSESSMENT + "[goals]\nzones = ['jawline']\npriority = []\n",
            ["goals.priority: must name at least one aim"],
        ),
        (LEAST + "[goal]\n", ["goal: is not known here"]),
        (LEAST + "[preference]\n", ["preference: is not known here; did you mean 'preferences'?"]),
        (
            LEAST + "[[using]]\ntreatment = 'retinoid'\nper_week = 8",
            ["using[0].per_week: must be at most 7, got 8"],
        ),
        (
            LEAST + "[[using]]\ntreatment = 'retinoids'\nper_week = 2",
            ["using[0].treatment: there is no treatment or trait \"retinoids\"; did you mean 'retinoid'?"],
        ),
        (
            LEAST + "[[overrides]]\nrule = 'PACE-2'\nreason = ''\nby = 'Dr A'\ndate = 2026-03-01",
            [
                "overrides[0].rule: there is no rule \"PACE-2\"; did you mean 'PACE-1'?",
                "overrides[0].reason: must not be empty",
            ],
        ),
        (
            LEAST + "[history_asked]\nnever = ['fever']\n[[history]]\nkind = 'fever'\nstart = 2026-02-28",
            ["history[0].kind: 'fever' is also denied in history_asked.never"],
        ),
        (
            LEAST + "[history_asked]\nnever = ['threads']\n[assessment.facts]\ntattoo = {neck = true}",
            ["assessment.facts.tattoo: is true, and 'threads' is denied in history_asked.never"],
        ),
    ],
)
def test_a_mistake_elsewhere_is_named(tmp_path, text, messages):
    """Whatever is missing, misspelt or impossible is shown with its place."""
    assert problems(tmp_path, text) == [f"case.toml: {message}" for message in messages]


def test_one_mistake_does_not_hide_another(tmp_path):
    """A type error, an unknown key, a range error and an unknown word in one file are all told."""
    text = (
        PATIENT
        + "birth_date = 2030-01-01\n"
        + ASSESSMENT
        + FACTS
        + "smoker = 1\n"
        + MEASURED
        + "zone = 'jawline'\nvalues = [9, true]\nprobe = 2\n"
        + "[goals]\nzones = ['nek']\n"
        + "[preferences]\nbudget = -1\nmost_visits = 0\n"
    )
    assert problems(tmp_path, text) == [
        "case.toml: patient.birth_date: must not be after 2026-03-02, got 2030-01-01",
        "case.toml: assessment.facts.smoker: must be true or false, got 1",
        "case.toml: assessment.measurements[0].probe: is not known here",
        "case.toml: assessment.measurements[0].values[0]: must be at most 4, got 9",
        "case.toml: assessment.measurements[0].values[1]: must be a number, got true",
        "case.toml: goals.zones[0]: there is no zone \"nek\"; did you mean 'neck'?",
        "case.toml: preferences.budget: must be more than 0 (leave it out if there is no limit), got -1",
        "case.toml: preferences.most_visits: must be at least 1, got 0",
    ]


def test_without_today_the_assessment_day_counts(tmp_path):
    """A horizon before the assessment is wrong even where nobody says what day it is."""
    text = LEAST + "[preferences]\nhorizon = 2026-02-28"
    assert problems(tmp_path, text, today=None) == [
        "case.toml: preferences.horizon: must not be before 2026-03-01, got 2026-02-28"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "is not UTF-8 text (byte 1)"),
        (b'a = "\x00"', "cannot be read as TOML: line 1, column 6: illegal character '\\x00'"),
        (b"a = " + b"1" * 5000, "cannot be read as TOML: Exceeds the limit"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path, data, message):
    """Bytes that are no TOML give one message and no traceback."""
    file = tmp_path / "case.toml"
    file.write_bytes(data)
    with pytest.raises(InvalidFile) as error:
        read_case(file, CATALOGUE, TODAY)
    assert str(error.value).startswith(f"{file}: {message}")


def test_a_missing_file_is_named(tmp_path):
    """A path that leads nowhere, and one that leads to a folder, are said so."""
    with pytest.raises(InvalidFile, match=r"nowhere\.toml: there is no such file"):
        read_case(tmp_path / "nowhere.toml", CATALOGUE)
    with pytest.raises(InvalidFile, match=": is a folder, not a file"):
        read_case(tmp_path, CATALOGUE)


def test_standard_input_is_called_so(monkeypatch):
    """Problems of what came by standard input say so."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"[patient]\n")))
    with pytest.raises(InvalidFile) as error:
        read_case("-", CATALOGUE, TODAY)
    assert str(error.value).splitlines()[0] == "standard input: patient.name: is missing"


def test_a_json_case_has_the_same_messages(tmp_path):
    """JSON is read as strictly as TOML, and half a surrogate pair is no text."""
    text = '{"patient": {"name": "A\\ud800"}, "assessment": {"date": "2026-02-30"}, "goals": {"zones": [1]}}'
    assert problems(tmp_path, text, "case.json") == [
        "case.json: patient.name: holds a character that no text may hold (NUL or half of a pair)",
        "case.json: assessment.date: 2026-02-30 is not a day of the calendar",
        "case.json: goals.zones[0]: must be a text in quotes, got 1",
    ]


def test_a_message_is_harmless_for_a_terminal(tmp_path):
    """What somebody wrote is repeated short, on one line and without control characters."""
    (message,) = problems(tmp_path, PATIENT + ASSESSMENT + f'[goals]\nzones = ["\\u001b[31m{"x" * 500}"]')
    assert message.isprintable()
    assert len(message) < 200


def test_a_bad_base_is_named(tmp_path):
    """A base that does not exist, that builds on itself, or that is wrong itself is named with its own file."""
    assert problems(tmp_path, 'extends = "base.toml"\n' + LEAST) == [
        "case.toml: extends: there is no file base.toml"
    ]
    (tmp_path / "base.toml").write_text('extends = "case.toml"')
    assert problems(tmp_path, 'extends = "base.toml"\n' + LEAST) == [
        "base.toml: extends: case.toml builds on this file again"
    ]
    (tmp_path / "base.toml").write_text('[assessment]\nnone_of = ["smokr"]\n[assessment.facts]\nsmoker = 1')
    text = 'extends = "base.toml"\n' + PATIENT + GOALS + ASSESSMENT + 'none_of = ["acen"]'
    assert problems(tmp_path, text) == [
        "base.toml: assessment.facts.smoker: must be true or false, got 1",
        "base.toml: assessment.none_of[0]: there is no fact \"smokr\"; did you mean 'smoker'?",
        "case.toml: assessment.none_of[1]: there is no fact \"acen\"; did you mean 'acne'?",
    ]


def test_the_least_case_is_read(tmp_path):
    """A name, a day and a zone make a case: all the rest is unknown."""
    case = read(tmp_path, LEAST)
    assert not case.assessment.answers.by_fact
    assert not case.history.plans_known("fever")
