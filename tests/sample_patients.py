"""The five sample patients of tests/cases, planned once for all tests that print their plans.

Planning them takes minutes, so that plans are kept from one run of the tests to the next, for as long as nothing
that they come from has changed: engine, modalities, cases. Documents and templates only read plans.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from turgor.domain.plan import Plan
from turgor.practice import make_plan, open_case, open_plan, open_practice, plan_json

CASES = Path(__file__).parent / "cases"
NAMES = ("healthy-45", "type-v-melasma", "pacemaker-warfarin", "isotretinoin-wedding", "half-unanswered")
TODAY = date(2026, 11, 24)

_ROOT = Path(__file__).parents[1]
_KEPT = _ROOT / ".pytest_cache" / "d" / "sample_plans"


@cache
def sample_plan(name: str) -> Plan:
    """The draft plan of one of them."""
    kept = _KEPT / f"{name}-{_state()}.json"
    if not kept.exists():
        _keep(_made(name), kept)
    return open_plan(kept)


def _made(name: str) -> Plan:
    practice = open_practice(today=TODAY)
    return make_plan(practice, open_case(CASES / f"{name}.toml", practice))


def _keep(plan: Plan, kept: Path) -> None:
    """Write a plan whole, whatever other test processes do at the same time, in place of those of older states."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    whole = kept.with_suffix(f".{os.getpid()}")
    whole.write_text(plan_json(plan), "utf-8")
    whole.replace(kept)
    for old in kept.parent.glob(f"{kept.stem.rpartition('-')[0]}-*.json"):
        if old != kept:
            old.unlink(missing_ok=True)


@cache
def _state() -> str:
    """A name for the present state of all that decides a plan."""
    state = sha256()
    for path in _sources():
        state.update(f"{path.relative_to(_ROOT)}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    folders = (_ROOT / "core" / "turgor", _ROOT / "plugins", CASES)
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix in {".py", ".toml"} and "documents" not in path.parts:
            yield path
