"""What was done or is in use, and nobody who is here knows what it leaves on the skin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from turgor.domain.case import Using
from turgor.domain.catalogue import Catalogue
from turgor.domain.findings import Findings
from turgor.domain.offers import SkinAction


@attrs.frozen
class UnheardOf:
    """One thing whose modality cannot be asked, or a kind of product that no treatment is here.

    Attributes:
        id: as it was entered.
        sites: where it was used or given; empty means that nobody said.

    """

    id: str
    sites: frozenset[str]


def unheard_of(
    findings: Findings, catalogue: Catalogue, actions: Mapping[str, SkinAction]
) -> Iterator[UnheardOf]:
    """The sessions given and the home care in use of which nobody can say what they leave."""
    for event in findings.history.events:
        if event.kind not in actions:
            yield UnheardOf(event.kind, event.sites)
    for using in findings.using:
        if using.treatment not in actions and leaves_what_nobody_knows(using, catalogue):
            yield UnheardOf(using.treatment, using.sites)


def leaves_what_nobody_knows(using: Using, catalogue: Catalogue) -> bool:
    """Whether it belongs to no treatment here, and may leave something on the skin all the same."""
    trait = catalogue.vocabulary.traits.get(using.treatment)
    if trait is None:
        return using.treatment not in catalogue.treatments
    return trait.acts_on_skin and not any(trait.id in one.traits for one in catalogue.treatments.values())
