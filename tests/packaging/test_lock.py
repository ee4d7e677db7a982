"""The lock file is in step with pyproject.toml, and holds no addresses."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fresh_environment import PROJECT, ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

ASKED_FOR = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["dependency-groups"]["dev"],
    *PROJECT["build-system"]["requires"],
]


def locked() -> list[tuple[Requirement, int]]:
    """Each pinned requirement of the lock with the number of its hashes."""
    statements = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE)).splitlines()
    return [
        (Requirement(line.split(" --hash=")[0]), line.count(" --hash=sha256:")) for line in statements if line
    ]


@pytest.mark.parametrize("line", ASKED_FOR)
def test_the_lock_satisfies_what_pyproject_asks_for(line: str) -> None:
    """Every direct dependency is pinned, and every pin of it fits."""
    asked = Requirement(line)
    pins = [
        next(iter(pin.specifier)).version
        for pin, _ in locked()
        if canonicalize_name(pin.name) == canonicalize_name(asked.name)
    ]
    assert pins, "make lock"
    assert all(pin in asked.specifier for pin in pins), "make lock"


def test_every_locked_package_is_pinned_with_hashes() -> None:
    """One exact version and at least one hash each, or pip could install something else."""
    for pin, hashes in locked():
        assert [specifier.operator for specifier in pin.specifier] == ["=="], pin
        assert hashes, pin


def test_the_lock_holds_no_addresses() -> None:
    """Where packages come from is each machine's own business."""
    assert "://" not in LOCK
    assert not re.search(r"^-| @ ", LOCK, flags=re.MULTILINE), "an option or a direct reference"
