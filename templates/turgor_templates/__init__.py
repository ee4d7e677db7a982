"""What documents look like: pages, styles and fonts. What they say is decided in `turgor.documents`."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent
FONTS_CONF: Final = ROOT / "fonts" / "fonts.conf"
