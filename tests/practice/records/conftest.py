"""Planning takes seconds and gives equal plans for equal inputs: each is made, and read, once for all tests of a process."""

from typing import Any

import pytest

import desks
from turgor.files import parse_plan, write_record
from turgor.practice.records import Desk, inputs
from turgor.store import Store

_MADE: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def planned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember what was planned, under all that it was made from."""

    def once(name: str) -> Any:
        original = getattr(inputs, name)

        def remembered(*arguments: Any) -> Any:
            told = [one for one in arguments if one is not None and not hasattr(one, "catalogue")]
            key = name + "".join(
                write_record(one) if hasattr(one, "__attrs_attrs__") else repr(one) for one in told
            )
            if key not in _MADE:
                _MADE[key] = original(*arguments)
            return _MADE[key]

        return remembered

    def read_once(text: str, name: str) -> Any:
        if text not in _MADE:
            _MADE[text] = parse_plan(text, name)
        return _MADE[text]

    monkeypatch.setattr(inputs, "parse_plan", read_once)
    monkeypatch.setattr(inputs, "plan", once("plan"))
    monkeypatch.setattr(inputs, "replan", once("replan"))


@pytest.fixture
def desk(store: Store) -> Desk:
    """Dr Lee before empty records."""
    return desks.desk_at(store)
