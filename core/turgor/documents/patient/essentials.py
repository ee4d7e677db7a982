"""What the plan itself says about each piece of home care: every safety line, and not much more.

A plan has up to nine pieces of home care; what they say in full belongs into handouts of their own.
"""

from __future__ import annotations

import re

from turgor.domain.plan import TreatmentInstructions

MOST = 3  # instructions for one piece of home care, unless more of them are about safety

# How a line begins or what it names, where leaving it out could hurt: who must not use it, what must not be done.
_SAFETY = re.compile(
    r"^(do not|no|never|stop|skip it|leave out|ask)\b"
    r"|tell us|pregnan|breastfe|birth control|doctor|surgeon|disease|warfarin|allerg|\bsun\b|\bwait\b|hurts|pain\b",
    re.IGNORECASE,
)


def is_safety(text: str) -> bool:
    """Whether a line must stand on the plan whatever else does."""
    return _SAFETY.search(text) is not None


def essential(item: TreatmentInstructions) -> tuple[str, ...]:
    """The lines before and after use that stand on the plan, in the order in which they were written."""
    lines = (*item.instructions.before, *item.instructions.after)
    room = max(0, MOST - sum(map(is_safety, lines)))
    others = [text for text in lines if not is_safety(text)][:room]
    return tuple(text for text in lines if is_safety(text) or text in others)
