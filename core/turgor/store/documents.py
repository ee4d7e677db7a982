"""Documents: texts, compressed, with the hash that they had when they were written."""

from __future__ import annotations

import zlib
from hashlib import sha256

from turgor.store.errors import Damaged


def packed(text: str) -> bytes:
    """A text as it is kept."""
    return zlib.compress(text.encode(), 6)


def unpacked(data: bytes, digest: str = "") -> str:
    """The text that was kept. Raises Damaged where it is not what it was."""
    try:
        text = zlib.decompress(data)
    except zlib.error:
        raise Damaged("A document among the records is damaged.") from None
    if digest and sha256(text).hexdigest() != digest:
        raise Damaged("A document among the records is not what was written.")
    return text.decode()


def digest_of(text: str) -> str:
    """The hash by which a document is known."""
    return sha256(text.encode()).hexdigest()
