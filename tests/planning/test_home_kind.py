"""What home care is, by its traits."""

from __future__ import annotations

import pytest

from turgor.domain.regimens import HomeKind
from turgor.domain.terms import Slot
from turgor.planning.recording.plan_items import home_kind


@pytest.mark.parametrize(
    ("traits", "slot", "kind"),
    [
        ({"topical", "for_everybody"}, Slot.ANY, HomeKind.SKIN),
        ({"nutrition", "supplement"}, Slot.ANY, HomeKind.FOOD),
        ({"strength_training"}, Slot.ANY, HomeKind.EXERCISE),
        ({"exercise", "corrective"}, Slot.BOTH, HomeKind.EXERCISE),
        ({"for_everybody"}, Slot.ANY, HomeKind.HABIT),
        (set(), Slot.EVENING, HomeKind.SKIN),
    ],
)
def test_kind(traits, slot, kind):
    """Traits decide; what has none of them is a habit if it has no time of day, else it goes on the skin."""
    assert home_kind(traits, slot) is kind
