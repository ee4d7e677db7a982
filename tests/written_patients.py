"""Patients written down with the verdicts that the clinical reference expects, and how a verdict differs from them.

`tests/cases/patients/NAME.toml` is a case; `NAME.expected.toml` beside it says what is expected of it, and
`NAME.POLICY.expected.toml` the same under another policy of the clinic.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from turgor.domain.verdicts import Period, Status, Verdict
from turgor.domain.zones import ZoneTree

PATIENTS = Path(__file__).parent / "cases" / "patients"
ENDING = ".expected"


@attrs.frozen
class Outlook:
    """What a treatment may be at a zone on a day: its status, and the reasons that alone would make it so."""

    status: str
    decided_by: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.status} by {', '.join(sorted(self.decided_by)) or 'nothing'}"


@attrs.frozen(order=True)
class Place:
    """One question put to the planner: this treatment, here, on this day."""

    treatment: str
    zone: str
    on: date

    def __str__(self) -> str:
        return f"{self.treatment} at {self.zone} on {self.on.isoformat()}"


@attrs.frozen
class Expectation:
    """What is expected of one patient under one policy.

    Attributes:
        case: the case file.
        why: one sentence: what the patient shows.
        modalities: every treatment of these is expected something, at every judged zone and day.
        judged: the zones and days looked at.
        positions: the sides that the clinic takes where authorities disagree.
        verdicts: what is expected, place by place.
    """

    case: Path
    why: str
    today: date
    modalities: tuple[str, ...]
    judged: tuple[tuple[str, date], ...]
    positions: Mapping[str, str]
    verdicts: Mapping[Place, Outlook]


def expectation_files() -> list[Path]:
    """All files of expectations, by name."""
    return sorted(PATIENTS.glob(f"*{ENDING}.toml"))


def name_of(file: Path) -> str:
    """The name of an expectation: the patient's, and the policy's if there is one."""
    return file.stem.removesuffix(ENDING)


def read_expectation(file: Path) -> Expectation:
    """The expectation in a file. Raises KeyError for a missing key, ValueError for what is said twice."""
    said = tomllib.loads(file.read_text("utf-8"))
    patient, _, _ = name_of(file).partition(".")
    judged = tuple((each["zone"], each["on"]) for each in said["judged"])
    return Expectation(
        case=PATIENTS / f"{patient}.toml",
        why=said["why"],
        today=said["today"],
        modalities=tuple(said["modalities"]),
        judged=judged,
        positions=said.get("clinic", {}).get("positions", {}),
        verdicts=_verdicts(said, judged),
    )


def _verdicts(said: Mapping[str, Any], judged: Sequence[tuple[str, date]]) -> dict[Place, Outlook]:
    """What is said of single treatments, and for the others that they are eligible."""
    found: dict[Place, Outlook] = {}
    for each in said.get("verdict", []):
        for treatment in each["treatments"]:
            place = Place(treatment, each["zone"], each["on"])
            if place in found:
                raise ValueError(f"{place} is expected twice")
            found[place] = Outlook(each["status"], frozenset(each["decided_by"]))
    for treatment in said.get("eligible_otherwise", []):
        for zone, on in judged:
            found.setdefault(Place(treatment, zone, on), Outlook("eligible"))
    return found


def judged_at(place: Place, verdicts: Iterable[Verdict], zones: ZoneTree) -> Outlook:
    """What the planner says at a place: the worst of the sites of the zone, and what makes it so there."""
    wanted = zones.sites_of(place.zone)
    periods = [v.on(place.on) for v in verdicts if v.treatment == place.treatment and v.sites & wanted]
    worst = max(periods, key=lambda period: period.status.rank).status
    if worst is Status.ELIGIBLE:
        return Outlook("eligible")
    return Outlook(worst.value, frozenset().union(*(_deciding(p) for p in periods if p.status is worst)))


def _deciding(period: Period) -> frozenset[str]:
    return frozenset(reason.rule for reason in period.reasons if reason.status is period.status)


def differences(
    expected: Expectation, verdicts: Iterable[Verdict], zones: ZoneTree, installed: Iterable[str]
) -> list[str]:
    """Every place at which the planner says something else, in words. What is not installed is left out."""
    told, known = tuple(verdicts), frozenset(installed)
    return [
        f"{place}: expected {wanted}; the planner says {found}"
        for place, wanted in sorted(expected.verdicts.items(), key=lambda item: item[0])
        if place.treatment in known and (found := judged_at(place, told, zones)) != wanted
    ]


def unexpected(expected: Expectation, installed: Iterable[str]) -> list[str]:
    """The places of the patient's modalities at which nothing is expected though the treatment is installed."""
    return [
        str(place)
        for treatment in sorted(installed)
        if treatment.partition(".")[0] in expected.modalities
        for zone, on in expected.judged
        if (place := Place(treatment, zone, on)) not in expected.verdicts
    ]
