"""WeasyPrint as most people call it, in a process of its own: paths of HTML files come in, seconds go out.

Called with ``stock`` it does without libharfbuzz-subset, which a stock Debian does not have.
"""

from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import weasyprint  # noqa: E402 -- it warns when it is imported
import weasyprint.pdf.fonts  # noqa: E402


def printed(html: str) -> bytes:
    """The whole recipe."""
    return weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def main() -> None:
    """Print what is asked for, until nothing is."""
    if "stock" in sys.argv:
        weasyprint.pdf.fonts.harfbuzz_subset = None
    for line in sys.stdin:
        html = Path(line.strip()).read_text(encoding="utf-8")
        begin = time.process_time()
        data = printed(html)
        print(time.process_time() - begin, len(data), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
