"""What the verifier answers with."""

from __future__ import annotations

import attrs

from turgor.domain.messages import Message


@attrs.frozen
class Breach:
    """One limit that a plan breaks.

    Attributes:
        limit: the name of the limit; docs/reference/limits.md lists them.
        where: the session, course, regimen or visit concerned.
        text: what is wrong, with the numbers.
    """

    limit: str
    where: str
    text: Message
