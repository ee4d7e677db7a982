"""Virtual environments outside the checkout, into which the built wheel goes."""

import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import attrs
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


@attrs.frozen
class FreshEnvironment:
    """A virtual environment that knows nothing of the checkout.

    Attributes:
        path: Where it lies; commands run in the folder `work` beside it.
    """

    path: Path

    @property
    def work(self) -> Path:
        """The folder in which commands run."""
        return self.path.parent / "work"

    @property
    def site_packages(self) -> Path:
        """Where packages are installed."""
        return next(self.path.glob("lib/python*/site-packages"))

    def run(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's commands, with nothing of ours in its surroundings."""
        return self._run(self.path / "bin" / command, *arguments)

    def pip(self, *arguments: str | Path) -> None:
        """Let our pip work on this environment, which needs none of its own then; fail with what it said."""
        python = self.path / "bin" / "python"
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
        done = self._run(*pip, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
        return subprocess.run(
            command,
            cwd=self.work,
            env=surroundings,
            check=False,
            capture_output=True,
            text=True,
            timeout=900,
        )


def create(folder: Path) -> FreshEnvironment:
    """Make an empty environment in a folder."""
    environment = FreshEnvironment(folder / "environment")
    environment.work.mkdir(parents=True)
    venv.create(environment.path)
    return environment


def build_wheels(folder: Path, *projects: Path) -> list[Path]:
    """Build the wheels of some projects as `pip wheel` does, without fetching anything."""
    build = [
        "wheel",
        *map(str, projects),
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *build], check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(folder.glob("*.whl"))


def lend_dependencies(environment: FreshEnvironment, name: str, extras: Iterable[str] = ()) -> None:
    """Link what an installed distribution declares it needs, and what that needs, from our own environment.

    Only declared dependencies are linked: one that the metadata forgets is missing here too. With `extras` what
    those add as well.
    """
    for needed in dependencies_of(_installed(environment, name), frozenset(extras)):
        for top in sorted({Path(file).parts[0] for file in needed.files or ()} - {"..", "__pycache__"}):
            link = environment.site_packages / top
            if not link.exists():
                link.symlink_to(Path(str(needed.locate_file(top))))


def dependencies_of(root: Distribution, extras: AbstractSet[str] = frozenset()) -> Iterator[Distribution]:
    """Yield everything that a distribution needs here, directly or not."""
    seen: set[str] = set()
    waiting = [_with_extras(line, extras) for line in root.requires or ()]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or not _applies(requirement):
            continue
        seen.add(name)
        found = distribution(name)
        yield found
        # The extras of a requirement are markers of what it needs in turn.
        waiting += [_with_extras(line, requirement.extras) for line in found.requires or ()]


def _with_extras(line: str, extras: AbstractSet[str]) -> Requirement:
    requirement = Requirement(line)
    if requirement.marker and any(requirement.marker.evaluate({"extra": extra}) for extra in sorted(extras)):
        requirement.marker = None
    return requirement


def _applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def _installed(environment: FreshEnvironment, name: str) -> Distribution:
    for found in Distribution.discover(path=[str(environment.site_packages)]):
        if re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower() == name:
            return found
    raise PackageNotFoundError(name)
