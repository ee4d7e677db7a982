"""Parts that documents share: what stands on every page, advice, pictures, sections, and when to call."""

from __future__ import annotations

from datetime import date

import attrs


@attrs.frozen
class Stamp:
    """What stands on every page.

    Attributes:
        clinic, phone: of the practice.
        printed: the day of planning, in words; `created` the same day for the file's metadata.
        identity: patient, birth date and plan number.
        address: of the practice, line by line; `logo` its PNG in base64, with a description.
        free_mm: what stays free at the head of the first page without letterhead.
        mark: "Draft, not yet approved" and the like; empty for a plan that may be followed.
    """

    clinic: str
    phone: str
    printed: str
    created: date
    identity: str
    mark: str
    address: tuple[str, ...] = ()
    logo: str = ""
    logo_description: str = ""
    free_mm: int = 0

    @property
    def has_letterhead(self) -> bool:
        """Whether there is more to print than the line of every page."""
        return bool(self.address or self.logo)


@attrs.frozen
class KeyFigure:
    """A number people act on, and what it counts."""

    value: str
    label: str


@attrs.frozen
class Advice:
    """Sentences that go together; `about` names the treatment where they do not hold for all."""

    about: str
    items: tuple[str, ...]


@attrs.frozen
class Picture:
    """A filtered drawing with its description."""

    svg: str
    description: str


@attrs.frozen
class Section:
    """A section that a modality adds."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    picture: Picture | None = None


@attrs.frozen
class CallBox:
    """When to call, and whom. `note` says where more of it stands."""

    signs: tuple[str, ...]
    emergency: tuple[str, ...]
    phone: str
    night_phone: str
    note: str = ""
