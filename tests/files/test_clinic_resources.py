"""Rooms, devices, staff and bookings in clinic files: what each way of writing means, and what is wrong with a bad one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from case_texts import CATALOGUE
from hours import weekly
from sample_patients import CASES, TODAY
from turgor.domain.dates import Span
from turgor.domain.resources import Booking, Resource
from turgor.files import InvalidFile, read_clinic, read_plan, write_plan
from turgor.practice import make_plan, open_case, open_practice
from turgor.verify import verify

EXAMPLE = Path(__file__).parents[2] / "docs/reference/clinic-with-rooms.toml"
HEAD = 'name = "Practice"\n[opening]\nmonday = ["09:00-17:00"]\n'
LASER = '[[devices]]\nid = "laser"\ndoes = ["rf.series"]\n'
AMY = '[[staff]]\nid = "amy"\nkind = "nurse"\n'
BOOKED = '[[bookings]]\ndate = 2026-12-01\nfrom = "09:00"\nto = "10:00"\n'


def read(tmp_path: Path, text: str):
    """The clinic in a text."""
    file = tmp_path / "clinic.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return read_clinic(file, CATALOGUE)


def problems(tmp_path: Path, text: str) -> list[str]:
    """The problems of a text, one a line, without the folder it was written to."""
    with pytest.raises(InvalidFile) as error:
        read(tmp_path, text)
    return str(error.value).replace(f"{tmp_path}/clinic.toml: ", "").splitlines()


def test_what_is_written_is_what_is_meant(tmp_path):
    """Each table becomes its records."""
    text = (
        '[[rooms]]\nid = "room"\nname = "Room 1"\naway = [{from = 2026-12-24, to = 2026-12-26}]\n'
        + LASER
        + 'hours = {friday = ["09:00-12:00"]}\nthere = [{from = 2026-12-01}]\n'
        + AMY
        + BOOKED
        + 'resources = ["room", "amy"]\nplan = "P-1"\n'
    )
    clinic = read(tmp_path, text + '[requires]\n"rf.series" = ["nurse"]\n')
    assert clinic.rooms == (Resource("room", "Room 1", away=(Span(date(2026, 12, 24), date(2026, 12, 26)),)),)
    there = (Span(date(2026, 12, 1), date(2026, 12, 1)),)
    (laser,) = clinic.devices
    assert (laser.does, laser.there) == (("rf.series",), there)
    assert laser.hours == weekly(time(9), time(12), [4])
    assert clinic.staff == (Resource("amy", kind="nurse"),)
    assert clinic.bookings == (Booking(date(2026, 12, 1), time(9), time(10), ("room", "amy"), "P-1"),)
    assert clinic.requires == {"rf.series": ("nurse",)}
    assert list(clinic.resources) == ["room", "laser", "amy"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rooms]]\nname = 'Room'\n", "rooms[0].id: is missing"),
        ("[[rooms]]\nid = ''\n", "rooms[0].id: must not be empty"),
        ("[[rooms]]\nid = 'a'\nrole = 'x'\n", "rooms[0].role: is not known here"),
        ("[[rooms]]\nid = 'a'\n[[rooms]]\nid = 'a'\n", "rooms[1].id: stands here twice: a"),
        (LASER + "[[staff]]\nid = 'laser'\n", "staff[0].id: stands here twice: laser"),
        (
            "[[rooms]]\nid = 'a'\ndoes = ['rf.seris']\n",
            "rooms[0].does[0]: there is no treatment or trait \"rf.seris\"; did you mean 'rf.series'?",
        ),
        (
            "[[rooms]]\nid = 'a'\nhours = {moday = ['09:00-12:00']}\n",
            (
                "rooms[0].hours.moday: must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday; "
                "got the text \"moday\"; did you mean 'monday'?"
            ),
        ),
        (
            "[[rooms]]\nid = 'a'\nhours = {}\n",
            "rooms[0].hours: gives no hours; leave it out for whenever the clinic is open",
        ),
        (
            "[[rooms]]\nid = 'a'\naway = [{from = 2026-12-02, to = 2026-12-01}]\n",
            "rooms[0].away[0]: must not end (2026-12-01) before it starts (2026-12-02)",
        ),
        (
            "[[devices]]\nid = 'laser'\n",
            "devices[0].does: must name the treatments or traits that need this device",
        ),
        (
            LASER + "[[staff]]\nid = 'amy'\nkind = 'device'\n",
            "staff[0].kind: is used for something else already: device",
        ),
        (
            AMY + BOOKED + "resources = ['ami']\n",
            "bookings[0].resources[0]: there is no room, device or member of staff ami; did you mean 'amy'?",
        ),
        (AMY + BOOKED + "resources = []\n", "bookings[0].resources: must not be empty"),
        (
            AMY + BOOKED + "resources = ['amy', 'amy']\n",
            'bookings[0].resources[1]: stands here twice: the text "amy"',
        ),
        (
            AMY + BOOKED.replace("10:00", "08:00") + "resources = ['amy']\n",
            "bookings[0].to: must be after the start (09:00), got 08:00",
        ),
        (
            AMY + "[requires]\n'rf.series' = ['nurs']\n",
            (
                'requires."rf.series"[0]: there is no room, device or member of staff of the kind nurs; '
                "did you mean 'nurse'?"
            ),
        ),
        (
            AMY + "[requires]\n'rf.seris' = ['nurse']\n",
            'requires."rf.seris": there is no treatment or trait "rf.seris"; did you mean \'rf.series\'?',
        ),
        (
            AMY + "[requires]\n'rf.series' = ['room']\n",
            'requires."rf.series"[0]: there is no room, device or member of staff of the kind room',
        ),
    ],
)
def test_a_mistake_is_named(tmp_path, text, message):
    """With its place, and what was probably meant."""
    assert problems(tmp_path, text) == [message]


def test_all_mistakes_come_at_once(tmp_path):
    """Between the tables and within them."""
    text = "[[devices]]\nid = 'a'\n[[staff]]\nid = 'a'\n" + BOOKED + "resources = ['b']\n"
    places = [message.partition(":")[0] for message in problems(tmp_path, text)]
    assert places == ["staff[0].id", "devices[0].does", "bookings[0].resources[0]"]


@pytest.mark.parametrize("name", ["healthy-45", "type-v-melasma"])
def test_the_example_is_planned_for(tmp_path, name):
    """Every visit has its room, device and people; the plan is written, read back and passes the verifier."""
    practice = open_practice(today=TODAY, clinic=EXAMPLE)
    plan = make_plan(practice, open_case(CASES / f"{name}.toml", practice))
    assert plan.visits
    for visit in plan.visits:
        assert {"amy", "noor"} & set(visit.resources)
        assert {"room-1", "room-2"} & set(visit.resources)
        assert {"ndyag", "rf-hired"} & set(visit.resources)
        assert visit.date.weekday() == 2 or "ndyag" not in visit.resources
    file = tmp_path / "plan.json"
    file.write_text(write_plan(plan), encoding="utf-8")
    assert read_plan(file) == plan
    assert verify(read_plan(file)) == ()
