"""Build the fonts that ship with the templates: `python templates/build_fonts.py` (needs npm and fontTools).

Only what European languages need is kept, so that embedding a face costs milliseconds and not seconds.
Atkinson Hyperlegible Next is the face of every document; Noto Sans stands in for letters it lacks (Greek,
Cyrillic, Vietnamese), for example in a patient's name, and Vazirmatn for Arabic, Persian and Urdu. Most Arabic
faces draw a letter as its body and its dots, and then ة خ ذ غ ف ق are lost when the text is read aloud or copied;
Vazirmatn does not. All are under the SIL Open Font License.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset

from joined_letters import separate

HERE = Path(__file__).parent / "turgor_templates" / "fonts"
WEIGHTS = ("400Regular", "600SemiBold", "700Bold")
EVERYTHING = "U+0020-FFFF"
STAND_IN = "U+0020-007E,U+00A0,U+00B5,U+0100-024F,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2010-2015,U+202F,U+2070-209F,U+20A0-20BF,U+2116,U+2212"
ARABIC = "U+0020-002F,U+003A-003F,U+00A0,U+00AB,U+00B7,U+00BB,U+2010-2015,U+2018-201D,U+2026,U+0600-06FF,U+200C,U+200D"
LATIN_FEATURES = "ccmp,locl,mark,mkmk,kern,tnum,pnum"
WHOLE_LETTERS = (
    "locl,mark,mkmk,kern,tnum,pnum"  # ccmp would draw ọ as o and a dot, and both would be read wrongly
)
ARABIC_FEATURES = "ccmp,locl,mark,mkmk,kern,isol,init,medi,fina,rlig,calt"
FACES = (
    (
        "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1",
        "AtkinsonHyperlegibleNext",
        EVERYTHING,
        LATIN_FEATURES,
    ),
    ("@expo-google-fonts/noto-sans@0.4.2", "NotoSans", STAND_IN, WHOLE_LETTERS),
    ("@expo-google-fonts/vazirmatn@0.4.1", "Vazirmatn", ARABIC, ARABIC_FEATURES),
)


def main() -> None:
    """Fetch, cut down and write every face."""
    for package, face, unicodes, features in FACES:
        with tempfile.TemporaryDirectory() as folder:
            source = fetched(package, Path(folder))
            shutil.copyfile(source / "LICENSE_FONT", HERE / f"{face}-OFL.txt")
            for weight in WEIGHTS:
                font = source / weight / f"{face}_{weight}.ttf"
                if unicodes == ARABIC:
                    separate(font, font)
                build(font, HERE / f"{face}-{weight}.ttf", unicodes, features)


def fetched(package: str, folder: Path) -> Path:
    """Download and unpack an npm package; returns the folder that holds its files."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603, S607 -- a fixed command for maintainers
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def build(source: Path, target: Path, unicodes: str, features: str) -> None:
    """Write `source` with only the characters of `unicodes` and some features, without hinting."""
    subset.main(
        [
            str(source),
            f"--unicodes={unicodes}",
            f"--layout-features={features}",
            "--no-hinting",
            "--name-IDs=*",
            "--no-recalc-timestamp",
            f"--output-file={target}",
        ]
    )


if __name__ == "__main__":
    main()
