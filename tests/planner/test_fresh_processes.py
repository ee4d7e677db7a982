"""Equal input gives equal bytes on any machine: hash seeds and working folders of a process leave no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from sample_patients import CASES, TODAY

CASE = "type-v-melasma"
PLAN = """
import sys
from datetime import date
from turgor.files import read_case, read_clinic, write_plan
from turgor.host import Host
from turgor.planner import plan

host, today = Host.load(), date.fromisoformat(sys.argv[2])
case = read_case(sys.argv[1], host.catalogue, today)
sys.stdout.buffer.write(write_plan(plan(case, read_clinic(None), host, today)).encode())
"""


@pytest.mark.parametrize("count", [3, pytest.param(10, marks=pytest.mark.soak)])
def test_fresh_processes_write_the_same_plan(tmp_path, count):
    """Each process has its own hash seed, so that no order of a set can hide."""
    assert len({_digest(seed, tmp_path) for seed in range(count)}) == 1


def _digest(seed: int, folder: Path) -> str:
    run = subprocess.run(
        [sys.executable, "-c", PLAN, str(CASES / f"{CASE}.toml"), TODAY.isoformat()],
        env=os.environ | {"PYTHONHASHSEED": str(seed * 7919)},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    assert len(run.stdout) > 1000
    return sha256(run.stdout).hexdigest()
