"""Clinic files: the default one, what each way of writing means, and what is wrong with a bad one."""

from datetime import date, time
from decimal import Decimal

import attrs
import pytest

from case_texts import CATALOGUE, RULE
from turgor.domain.evidence import Disagreement, Position
from turgor.domain.opening import Opening
from turgor.files import InvalidFile, read_clinic

NAME = 'name = "Practice"\n'
OPEN = '[opening]\nmonday = ["09:00-17:00"]\n'


def read(tmp_path, text, *args):
    """The clinic in a text."""
    file = tmp_path / "clinic.toml"
    file.write_text(text, encoding="utf-8")
    return read_clinic(file, *args)


def problems(tmp_path, text, *args):
    """The problems of a text, one a line, without the folder it was written to."""
    with pytest.raises(InvalidFile) as error:
        read(tmp_path, text, *args)
    return str(error.value).replace(f"{tmp_path}/clinic.toml: ", "").splitlines()


def test_a_default_clinic_ships():
    """It is open from Monday to Saturday noon, knows no price, and its telephone numbers are nobody's."""
    clinic = read_clinic()
    assert [opening.weekday for opening in clinic.opening] == [0, 1, 2, 3, 4, 5]
    assert clinic.hours(date(2026, 3, 7)) == ((time(9), time(13)),)
    assert not clinic.prices
    assert all(number.startswith("020 7946 0") for number in (clinic.phone, clinic.emergency_phone))


def test_hours_may_have_breaks(tmp_path):
    """Several stretches a day are kept in order; days that are left out are closed."""
    text = NAME + '[opening]\nfriday = ["14:00-18:00", "09:00 - 13:00"]\nmonday = []\n'
    assert read(tmp_path, text).opening == (
        Opening(4, time(9), time(13)),
        Opening(4, time(14), time(18)),
    )


def test_closures_prices_and_settings_are_read(tmp_path):
    """Prices stay exact, closures are days, and a modality's settings stay as they are written."""
    text = (
        NAME
        + "closures = [{from = 2026-12-24, to = 2026-12-26}]\n"
        + OPEN
        + "[prices]\n'rf.series' = 450.10\n"
        + "[modalities.rf]\npulse = 1.5\nsince = 2026-01-01\n"
    )
    clinic = read(tmp_path, text, CATALOGUE)
    assert clinic.hours(date(2026, 12, 25)) == ()
    assert clinic.prices == {"rf.series": Decimal("450.10")}
    assert clinic.modalities == {"rf": {"pulse": 1.5, "since": "2026-01-01"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NAME, "opening: is missing"),
        (OPEN, "name: is missing"),
        (NAME + "[opening]\n", "opening: the clinic is never open; give hours for at least one day"),
        (NAME + "[opening]\nmonday = []", "opening: the clinic is never open; give hours for at least one day"),
        (
            NAME + "[opening]\nmonday = ['17:00-09:00']",
            'opening.monday[0]: must end after it starts, got the text "17:00-09:00"',
        ),
        (
            NAME + "[opening]\nmonday = ['9-17']",
            'opening.monday[0]: must be hours such as "09:00-13:00", got the text "9-17"',
        ),
        (
            NAME + "[opening]\nmonday = '09:00-17:00'",
            'opening.monday: must be a list such as ["09:00-13:00", "14:00-18:00"], got the text "09:00-17:00"',
        ),
        (
            NAME + "[opening]\nmonday = ['09:00-13:00', '12:00-18:00']",
            "opening.monday: two stretches overlap at 12:00",
        ),
        (
            NAME + "time_zone = 'Europe/Londn'\n" + OPEN,
            ('time_zone: must be a time zone such as Europe/London, got the text "Europe/Londn"; '
            "did you mean 'Europe/London'?"),
        ),
        (
            NAME + "currency = 'gbp'\n" + OPEN,
            "currency: must be a currency code such as GBP, got the text \"gbp\"; did you mean 'GBP'?",
        ),
        (NAME + "courses_at_once = 0\n" + OPEN, "courses_at_once: must be at least 1, got 0"),
        (NAME + OPEN + "[weights]\nvist = 1", "weights.vist: is not known here; did you mean 'visit'?"),
        (NAME + OPEN + "[prices]\n'rf.series' = -1", 'prices."rf.series": must be from 0 to 1000000000, got -1'),
        (
            NAME + OPEN + "[prices]\n'rf.seris' = 1",
            "prices.\"rf.seris\": there is no treatment \"rf.seris\"; did you mean 'rf.series'?",
        ),
        (
            NAME + "switched_off = ['rf.neddle']\n" + OPEN,
            "switched_off[0]: there is no treatment \"rf.neddle\"; did you mean 'rf.needle'?",
        ),
        (
            NAME + OPEN + "[rule_severity]\nPACE-1 = 'strict'",
            'rule_severity.PACE-1: must be one of absolute, relative, caution, note; got the text "strict"',
        ),
        (
            NAME + OPEN + "[positions]\nPACE-1 = 'bold'",
            "positions.PACE-1: is a rule that nobody disagrees about",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path, text, message):
    """What is missing, impossible or misspelt in a clinic file is shown with its place."""
    assert problems(tmp_path, text, CATALOGUE) == [message]


def test_a_position_must_be_one_of_those_that_differ(tmp_path):
    """A clinic follows one of the sides that the rule knows."""
    sides = (Position("bold", "go on", (), applies=False), Position("careful", "stop", (), applies=True))
    rule = attrs.evolve(RULE, disagreement=Disagreement("they differ", sides))
    catalogue = attrs.evolve(CATALOGUE, rules=(rule,))
    text = NAME + OPEN + "[positions]\nPACE-1 = '{}'"
    assert read(tmp_path, text.format("bold"), catalogue).positions == {"PACE-1": "bold"}
    assert problems(tmp_path, text.format("bolt"), catalogue) == [
        "positions.PACE-1: must be one of bold, careful; got the text \"bolt\"; did you mean 'bold'?"
    ]


def test_without_a_catalogue_names_are_taken_as_they_are(tmp_path):
    """A clinic file can be read before it is known what is installed."""
    assert read(tmp_path, NAME + OPEN + "[prices]\n'some.thing' = '12.00'").prices == {
        "some.thing": Decimal("12.00")
    }


def test_all_mistakes_come_at_once(tmp_path):
    """One mistake in a clinic file does not hide another."""
    text = "time_zone = 'Mars'\ncurrency = 'XXQ'\nhorizon_days = '365'\nminutes_a_day = -1\n[opening]\nmoday = []\n"
    places = [message.partition(":")[0] for message in problems(tmp_path, text)]
    assert places == [
        "name",
        "opening.moday",
        "time_zone",
        "currency",
        "horizon_days",
        "minutes_a_day",
    ]
