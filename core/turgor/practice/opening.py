"""Opening the practice for a day, and a patient's file in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import attrs

from turgor.domain.case import Case
from turgor.domain.catalogue import PluginState
from turgor.domain.clinic import Clinic
from turgor.files import read_case, read_clinic
from turgor.host import USUAL, Asking, Host, found_at


@attrs.frozen
class Practice:
    """What is at hand when a patient comes: the modalities, the policy and the day.

    Attributes:
        clinic_version: which version of the clinic among the records the policy is; None for a file's.

    """

    host: Host
    clinic: Clinic
    today: date
    clinic_version: int | None = None


def load_modalities(
    disabled: Iterable[str] = (),
    *,
    no_plugins: bool = False,
    asking: Asking = USUAL,
    plugins: Iterable[Path] = (),
) -> Host:
    """The installed modalities, each with its status; those that cannot be used are named with the reason.

    `plugins` are tried out beside them: files, projects or wheels. Raises NoPlugin where there is none.
    """
    tried = [one for path in plugins for one in found_at(path)]
    return Host.load(frozenset(disabled), no_plugins=no_plugins, extra=tried, asking=asking)


def open_practice(
    clinic: str | Path | Clinic | None = None,
    today: date | None = None,
    disabled: frozenset[str] = frozenset(),
    *,
    no_plugins: bool = False,
    asking: Asking = USUAL,
    plugins: Iterable[Path] = (),
) -> Practice:
    """Load the clinic's policy, where it is no policy yet, and the modalities. Without a day it is today where it is.

    Raises InvalidFile, NoPlugin, and OSError where the clinic file cannot be read.
    """
    host = load_modalities(disabled, no_plugins=no_plugins, asking=asking, plugins=plugins)
    policy = clinic if isinstance(clinic, Clinic) else read_clinic(clinic, host.catalogue, _absent(host))
    day = today or datetime.now(ZoneInfo(policy.time_zone)).date()
    return Practice(host, policy, day)


def open_case(path: str | Path, practice: Practice) -> Case:
    """One patient's file. Raises InvalidFile with every problem in it."""
    host, currency = practice.host, practice.clinic.currency
    return read_case(path, host.catalogue, practice.today, absent=_absent(host), currency=currency)


def _absent(host: Host) -> frozenset[str]:
    """Modalities that are installed and not loaded: what a file says in their words is taken on trust."""
    return frozenset(status.name for status in host.statuses if status.state is not PluginState.LOADED)
