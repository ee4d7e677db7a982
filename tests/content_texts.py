"""A tiny core and a tiny modality as TOML texts, and folders to load them from."""

from __future__ import annotations

from pathlib import Path

from turgor.content import Core, load_core_from, load_modality_against
from turgor.domain.treatments import Modality

CORE = """
[[zone]]
id = "face"
name = "Face"
[[zone]]
id = "jawline"
name = "Jawline"
parent = "face"
sided = true
[[fact]]
id = "pacemaker"
type = "bool"
question = "Do you have a pacemaker?"
group = "medical"
denied = false
[[event_kind]]
id = "sunburn"
name = "Sunburn"
family = "exposure"
question = "Were you sunburnt?"
terms = {effects = [{state = "barrier_open", upper_days = 14, sources = ["clinic_default"]}]}
[[state]]
id = "barrier_open"
scope = "zone"
meaning = "the skin is open"
[[instrument]]
id = "grade"
name = "Grade"
direction = "lower_is_firmer"
minimum = 0
maximum = 4
[[trait]]
id = "energy"
meaning = "puts energy into the skin"
[[mechanism]]
id = "heat"
meaning = "heats the dermis"
[[prerequisite]]
id = "test_spot"
name = "test spot"
lead_days = 14
valid_days = 90
sources = ["clinic_default"]
[[source]]
id = "clinic_default"
citation = "The clinic's default"
status = "default"
"""
RULE = """
[[rule]]
id = "{id}"
title = "A pacemaker"
when = "{when}"
severity = "relative"
outcome = "block"
rationale = "because"
sources = ["clinic_default"]
applies_to = ["{of}"]
"""
HEADER = """
[modality]
name = "rf"
title = "Radiofrequency"
purpose = "Firms the skin."
content_version = "2026.1"
"""
TREATMENT = """
[[treatment]]
id = "rf.series"
name = "Series"
plain_name = "Warm treatment"
mechanism = "heat"
role = "primary"
evidence = "low"
treats = ["face"]
traits = ["energy"]
sources = ["clinic_default"]
[treatment.terms]
effects = [{state = "barrier_open", upper_days = "never", when = "pacemaker"}]
needs = [{state = "barrier_open", clear_days = 3, severity = "relative"}]
[treatment.course]
sessions = {minimum = 1, typical = 3, maximum = 6}
interval = {min_days = 21, ideal_days = 28, max_days = 56}
minutes = 40
downtime_days = 1
downtime_days_max = 3
peak_weeks = 12
"""
MODALITY = HEADER + TREATMENT
OWN_RULE = RULE.format(id="RF-1", when="pacemaker", of="rf.series")


def write(folder: Path, **texts: str) -> Path:
    """A folder with some TOML files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def core(folder: Path, more: str = "") -> Core:
    """The tiny core, and more."""
    return load_core_from(write(folder / "core", core=CORE, more=more))


def modality(folder: Path, more: str = "", text: str = MODALITY) -> Modality:
    """The tiny modality, and more, checked against the tiny core."""
    return load_modality_against(write(folder / "rf", rf=text, more=more), core(folder))
