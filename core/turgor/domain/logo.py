"""A clinic's logo as a plan keeps it: a small PNG in base64, so that a plan is printed without any other file."""

from __future__ import annotations

import binascii
from base64 import b64decode

LONGEST = 200_000  # letters; the plan holds nothing larger
WIDEST, HIGHEST = 800, 240  # pixels, enough for 400 to the inch on paper
_BEGIN = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def check(logo: str) -> None:
    """Raise ValueError unless it is empty or a PNG of the size that is kept; its header is believed, not its pixels."""
    if not logo:
        return
    if len(logo) > LONGEST:
        raise ValueError(f"must be at most {LONGEST} letters of base64")
    try:
        data = b64decode(logo, validate=True)
    except binascii.Error:
        raise ValueError("must be a PNG in base64") from None
    if not data.startswith(_BEGIN):
        raise ValueError("must be a PNG in base64")
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    if not (0 < width <= WIDEST and 0 < height <= HIGHEST):
        raise ValueError(f"must be at most {WIDEST} by {HIGHEST} pixels, got {width} by {height}")
