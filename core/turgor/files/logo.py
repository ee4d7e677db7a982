"""The logo that a clinic file names: read, looked at, and made small."""

from __future__ import annotations

import io
import warnings
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from turgor.domain.logo import HIGHEST, LONGEST, WIDEST
from turgor.structuring.problems import shown, wrong

LARGEST = 4_000_000  # bytes of the file
MOST_PIXELS = 25_000_000
FORMATS = ("PNG", "JPEG")


def logo_beside(folder: Path) -> Callable[[object], str]:
    """Reads the name of a PNG or JPEG file in the folder of the clinic file; raises InvalidContent."""

    def read(value: object) -> str:
        if not isinstance(value, str) or Path(value).name != value or not value:
            raise wrong(f"must be the name of a PNG or JPEG file beside the clinic file, got {shown(value)}")
        path = folder / value
        try:
            data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except OSError:
            raise wrong(f'there is no file "{value}" beside the clinic file') from None
        if not data:
            raise wrong(f"must be a picture of at most {LARGEST // 1_000_000} MB, and not empty")
        return b64encode(_small(data)).decode()

    return read


def _small(data: bytes) -> bytes:
    """The picture on white, at most as large as it is printed, with nothing in its file but pixels."""
    from PIL import Image  # noqa: PLC0415 -- few clinics' files name a logo

    too_large = wrong(f"must have at most {MOST_PIXELS // 1_000_000} million pixels")
    try:
        with (
            warnings.catch_warnings(action="error"),
            Image.open(io.BytesIO(data), formats=FORMATS) as picture,
        ):
            seen = picture.convert("RGBA") if picture.width * picture.height <= MOST_PIXELS else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large from None
    except (OSError, SyntaxError, ValueError):
        raise wrong("must be a PNG or JPEG picture that can be read") from None
    if seen is None:
        raise too_large
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return _encoded(paper.convert("RGB"))


def _encoded(picture: Any) -> bytes:
    """As PNG, smaller where a picture of many colours would be too long for a plan."""
    width, height = WIDEST, HIGHEST
    while True:
        picture.thumbnail((width, height))
        written = io.BytesIO()
        picture.save(written, "PNG", optimize=True)
        if len(written.getvalue()) * 4 / 3 + 4 <= LONGEST:
            return written.getvalue()
        width, height = width * 3 // 4, height * 3 // 4
