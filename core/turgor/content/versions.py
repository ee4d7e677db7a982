"""Which versions of Turgor content and packages are made for."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from turgor import __version__
from turgor.structuring.problems import wrong

LOWER_BOUNDS = (">=", ">", "~=", "==")


def unfit(asked: str, maker: str) -> str:
    """Why this Turgor is not among the versions asked for, and which of the two must be updated; empty where it is.

    Raises InvalidContent where what is asked for is no version specifier.
    """
    try:
        versions = SpecifierSet(asked)
    except InvalidSpecifier:
        raise wrong(f"is no version specifier: {asked!r}; write it like '>=0.1,<1'") from None
    if versions.contains(__version__, prereleases=True):
        return ""
    newer = any(
        one.operator in LOWER_BOUNDS and Version(one.version.removesuffix(".*")) > Version(__version__)
        for one in versions
    )
    return f"it runs on Turgor {asked}, and this is {__version__}; update {'Turgor' if newer else maker}"
