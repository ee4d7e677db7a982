"""The logo that a clinic file names."""

from __future__ import annotations

import io
from base64 import b64decode, b64encode

import attrs
import pytest
from PIL import Image

from plans import CLINIC
from turgor.domain.logo import HIGHEST, LONGEST, WIDEST
from turgor.files import InvalidFile, read_clinic

CLINIC_FILE = 'name = "Practice"\nlogo = {name!r}\n[opening]\nmonday = ["09:00-17:00"]\n'


def saved(folder, name="logo.png", size=(300, 100), colour="teal", mode="RGB", **options):
    """A picture of one colour in a folder."""
    Image.new(mode, size, colour).save(folder / name, **options)
    return name


def logo(folder, name):
    """The logo that a clinic file in the folder gets from a name."""
    (folder / "clinic.toml").write_text(CLINIC_FILE.format(name=name))
    return read_clinic(folder / "clinic.toml").logo


def seen(text):
    """A kept logo as a picture."""
    picture = Image.open(io.BytesIO(b64decode(text)))
    picture.load()
    return picture


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg"])
def test_a_picture_is_kept_as_a_png(tmp_path, name):
    """PNG and JPEG files are kept as PNG with nothing but their pixels."""
    picture = seen(logo(tmp_path, saved(tmp_path, name, comment=b"secret")))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (300, 100))
    assert picture.info == {}


def test_a_large_picture_is_made_small(tmp_path):
    """What is larger than it is printed is kept in the size that is printed, in its own shape."""
    assert seen(logo(tmp_path, saved(tmp_path, size=(4000, 1000)))).size == (WIDEST, WIDEST // 4)
    assert seen(logo(tmp_path, saved(tmp_path, size=(1000, 1000)))).size == (HIGHEST, HIGHEST)


def test_a_picture_of_many_colours_stays_short(tmp_path):
    """Noise cannot be packed: it becomes smaller until a plan can hold it."""
    Image.effect_noise((800, 240), 90).convert("RGB").save(tmp_path / "noise.png")
    kept = logo(tmp_path, "noise.png")
    assert len(kept) <= LONGEST


def test_what_is_transparent_becomes_white(tmp_path):
    """A transparent logo stands on paper."""
    assert seen(logo(tmp_path, saved(tmp_path, colour=(0, 0, 0, 0), mode="RGBA"))).getpixel((5, 5)) == (
        255,
        255,
        255,
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("gone.png", None, 'there is no file "gone.png" beside the clinic file'),
        (
            "../logo.png",
            None,
            'must be the name of a PNG or JPEG file beside the clinic file, got the text "../logo.png"',
        ),
        (
            "/etc/passwd",
            None,
            'must be the name of a PNG or JPEG file beside the clinic file, got the text "/etc/passwd"',
        ),
        ("", None, 'must be the name of a PNG or JPEG file beside the clinic file, got the text ""'),
        ("logo.png", b"", "must be a picture of at most 4 MB, and not empty"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "must be a PNG or JPEG picture that can be read"),
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "must be a PNG or JPEG picture that can be read",
        ),
        ("logo.gif", b"GIF89a" + b"\0" * 60, "must be a PNG or JPEG picture that can be read"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path, name, content, problem):
    """A missing, foreign, empty or broken file is said, with its place in the clinic file."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidFile) as error:
        logo(tmp_path, name)
    assert f"logo: {problem}" in str(error.value)


@pytest.mark.parametrize("size", [(6000, 5000), (20_000, 20_000)])
def test_a_picture_with_too_many_pixels_is_not_opened(tmp_path, size):
    """A small file can hold a picture that fills the memory: its header is enough to refuse it."""
    saved(tmp_path, size=size, colour=0, mode="1")
    with pytest.raises(InvalidFile, match="must have at most 25 million pixels"):
        logo(tmp_path, "logo.png")


@pytest.mark.parametrize("text", ["not base64!", "aGVsbG8=", "A" * (LONGEST + 4)])
def test_a_plan_holds_no_other_logo(text):
    """A clinic is not made with a logo that is no PNG, or a long one."""
    with pytest.raises(ValueError, match="must be"):
        attrs.evolve(CLINIC, logo=text)


def test_a_plan_holds_no_large_logo(tmp_path):
    """A PNG that says it is larger than what is printed is refused by its header."""
    saved(tmp_path, size=(801, 10))
    with pytest.raises(ValueError, match="must be at most 800 by 240 pixels, got 801 by 10"):
        attrs.evolve(CLINIC, logo=b64encode((tmp_path / "logo.png").read_bytes()).decode())
