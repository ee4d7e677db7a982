"""A clinic that is written as a file reads as the same clinic."""

import io
from base64 import b64encode
from pathlib import Path

import attrs
import pytest
from PIL import Image

from turgor.files import read_clinic
from turgor.files.clinic_text import clinic_text, write_clinic

ROOMS = Path(__file__).parents[2] / "docs" / "reference" / "clinic-with-rooms.toml"
SETTINGS = """
closures = [{from = 2026-12-24, to = 2026-12-26}, {from = 2027-05-01}]
switched_off = ["laser.co2_fractional"]
[prices]
"laser.ndyag_long_pulse" = 450.10
[modalities.rf]
pulse = 1.5
since = 2026-01-01
[positions]
R-1 = "stricter"
[[bookings]]
date = 2026-12-02
from = "09:00"
to = "12:30"
resources = ["r"]
plan = "7-1"
[[rooms]]
id = "r"
hours = {monday = ["09:00-12:00", "13:00-17:00"]}
there = [{from = 2026-12-01, to = 2027-05-31}]
away = [{from = 2027-01-01}]
"""


@pytest.mark.parametrize("text", ["", SETTINGS])
def test_every_setting_comes_back(tmp_path, text):
    """The default clinic and one with all kinds of settings, their exact prices included."""
    (tmp_path / "a.toml").write_text(f'name = "P"\n{text}[opening]\nmonday = ["09:00-17:00"]\n')
    clinic = read_clinic(tmp_path / "a.toml")
    write_clinic(clinic, tmp_path / "new" / "b.toml")
    assert read_clinic(tmp_path / "new" / "b.toml") == clinic


def test_rooms_devices_and_staff_come_back(tmp_path):
    """The whole example of the reference."""
    clinic = read_clinic(ROOMS)
    assert write_clinic(clinic, tmp_path / "b.toml") == (tmp_path / "b.toml",)
    assert read_clinic(tmp_path / "b.toml") == clinic


def test_a_logo_becomes_a_file_beside_it(tmp_path):
    """Under one name, so that the file can be read again."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(picture, "PNG")
    clinic = attrs.evolve(read_clinic(), logo=b64encode(picture.getvalue()).decode())
    assert write_clinic(clinic, tmp_path / "b.toml") == (tmp_path / "b.toml", tmp_path / "logo.png")
    assert read_clinic(tmp_path / "b.toml").logo


def test_a_head_is_a_comment():
    """Every line of it."""
    assert clinic_text(read_clinic(), "one\ntwo").startswith("# one\n# two\n\nname = ")
