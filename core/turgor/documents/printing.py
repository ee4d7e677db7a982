"""What a print job is, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Protocol

import attrs

from turgor.documents.parts import Stamp
from turgor.documents.style import STANDARD, Style
from turgor.domain.plan import Plan


class Kind(StrEnum):
    """What may be printed from one plan."""

    PLAN = "plan"  # the patient's, with a one-page summary in front
    RECORD = "record"  # the practitioner's
    HANDOUT = "handout"  # everything to do and not to do, all modalities merged
    TREATMENTS = "treatments"  # a handout for each treatment
    EXERCISES = "exercises"
    CALENDAR = "calendar"  # to tick, for the fridge
    PROGRESS = "progress"  # how firm the skin was at each visit
    CONSENT = "consent"  # one for each procedure
    DESK = "desk"  # what to book
    ESTIMATE = "estimate"
    REFERRAL = "referral"  # a letter, where a red flag stops the plan
    VISITS = "visits"  # an .ics file


@attrs.frozen
class Job:
    """One plan on its way to paper.

    Attributes:
        digest: names the exact plan, in hexadecimal; what is signed is bound to it.
        language: of the documents, as a tag.
    """

    plan: Plan
    digest: str
    style: Style = STANDARD
    language: str = "en"


class Page(Protocol):
    """What every document says to the template that they all extend."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def stamp(self) -> Stamp: ...


@attrs.frozen
class Document:
    """One document before it is laid out.

    Attributes:
        name: of its file, without ending; never says who the patient is.
        template: the page template that lays it out.
        page: what it says.
    """

    kind: Kind
    name: str
    template: str
    page: Page


@attrs.frozen
class Printout:
    """One file that is about to be made.

    Attributes:
        name: of the file, with its ending; never says who the patient is.
        key: names the bytes that will be in it: equal keys, equal bytes.
        html: what is laid out, in this language; empty for a file that is no document.
        data: what is in a file that is no document.
    """

    name: str
    key: str
    language: str
    html: str = ""
    data: bytes = b""


Builder = Callable[[Job], Iterator[Document]]
"""Makes the documents of one kind: none where the plan has nothing of it."""
