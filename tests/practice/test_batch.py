"""Printing the plans of many patients: nothing twice, no error stops the rest, and no name in any file name."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import attrs
import page
import pikepdf
import pypdfium2
import pytest

from sample_patients import sample_plan
from slow_work import Stuck
from turgor.documents import Kept, Kind
from turgor.domain.plan import Plan
from turgor.practice import Done, Failed, Fault, How, plan_files, plan_json, print_batch, print_pile
from turgor.practice.workers import Limits

HOW = How((Kind.ESTIMATE,))
NAMES = ("Ada Moss", "Bea Nash", "Cy Orr")


def named(name: str, number: str) -> Plan:
    """The plan of a sample patient with another name and number."""
    plan = sample_plan("healthy-45")
    return attrs.evolve(plan, patient=attrs.evolve(plan.patient, name=name), number=number)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Three plans, a copy of one, one that breaks a limit and one that is no plan."""
    folder = tmp_path_factory.mktemp("plans")
    for number, name in enumerate(NAMES):
        (folder / f"{number}.json").write_text(plan_json(named(name, f"P-{number}")))
    (folder / "copy.json").write_text(plan_json(named(NAMES[0], "P-0")))
    late = json.loads(plan_json(named("Dee Poe", "P-9")))
    late["visits"][0]["date"] = "2020-01-01"
    (folder / "late.json").write_text(json.dumps(late))
    (folder / "broken.json").write_text("{")
    return folder


def told_by(results) -> tuple[list[Done], dict[str, Failed]]:
    """What was done, and what failed by file name."""
    results = list(results)
    failed = {one.path.name: one for one in results if isinstance(one, Failed)}
    return [one for one in results if isinstance(one, Done)], failed


@pytest.mark.parametrize("batch", [print_batch, print_pile])
def test_errors_are_listed_and_the_rest_is_printed(folder, tmp_path, batch):
    """A file that is no plan and a plan that breaks a limit are told with their reasons; all others are printed."""
    done, failed = told_by(batch(plan_files([folder]), HOW, tmp_path))
    assert {name: one.fault for name, one in failed.items()} == {
        "broken.json": Fault.INVALID,
        "late.json": Fault.REFUSED,
    }
    assert all(one.problems for one in failed.values())
    assert sorted(one.path.name for one in done) == ["0.json", "1.json", "2.json", "copy.json"]
    assert [one.twice for one in done].count(True) == 1


def test_each_plan_has_a_folder_of_its_own(folder, tmp_path):
    """Folders are named by plan number and digest; all is readable by the owner only, and says no patient's name."""
    out = tmp_path / "out"
    list(print_batch(plan_files([folder]), HOW, out))
    files = sorted(path for path in out.rglob("*") if path.is_file())
    names = [str(path.relative_to(out)) for path in files]
    assert [re.sub("-[0-9a-f]{8}/", "/", name) for name in names] == [
        "P-0/estimate.pdf", "P-1/estimate.pdf", "P-2/estimate.pdf", "printed.jsonl",
    ]  # fmt: skip
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert not any(part in name for name in names for full in NAMES for part in full.split())


@pytest.mark.parametrize("batch", [print_batch, print_pile])
def test_what_is_there_is_not_printed_again(folder, tmp_path, batch):
    """A second run makes nothing; what was deleted, damaged or is asked for in another way is made anew."""
    files = plan_files([folder / f"{number}.json" for number in range(3)])
    list(batch(files, HOW, tmp_path))
    first = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")}
    done, _ = told_by(batch(files, HOW, tmp_path))
    assert sum(one.new for one in done) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")} == first
    damaged = min(first)
    damaged.write_bytes(b"%PDF-")
    done, _ = told_by(batch(files, HOW, tmp_path))
    assert sum(one.new for one in done) >= 1
    assert damaged.stat().st_size > 1000
    done, _ = told_by(batch(files, attrs.evolve(HOW, duplex=True), tmp_path))
    assert sum(one.new for one in done) == 3


def test_a_run_that_was_cut_off_goes_on(folder, tmp_path):
    """A torn last line of the notes is passed over, and only what it was about is printed."""
    files = plan_files([folder / f"{number}.json" for number in range(3)])
    list(print_batch(files, HOW, tmp_path))
    notes = tmp_path / "printed.jsonl"
    notes.write_text(notes.read_text()[:-20])
    done, _ = told_by(print_batch(files, HOW, tmp_path))
    assert sum(one.new for one in done) == 1


def test_a_pile_is_one_accessible_file(folder, tmp_path):
    """All patients' pages lie in one PDF/UA, each with its own page numbers, the fonts only once."""
    files = plan_files([folder / f"{number}.json" for number in range(3)])
    list(print_pile(files, attrs.evolve(HOW, duplex=True), tmp_path))
    data = (tmp_path / "pile-1.pdf").read_bytes()
    assert page.validate_pdf_bytes(data, profile="ua1").failures == []
    document = pypdfium2.PdfDocument(data)
    texts = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    assert len(texts) == 6
    assert [text for text in texts[1::2] if text.strip()] == []
    for name, text in zip(NAMES, texts[::2], strict=True):
        assert name in text
        assert "page 1 of 1" in text
    with pikepdf.open(tmp_path / "pile-1.pdf") as pdf:
        fonts = [
            str(one.FontName)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontName" in one
        ]
    assert len(fonts) == len(set(fonts))


@pytest.mark.parametrize("batch", [print_batch, print_pile])
def test_a_plan_that_never_ends_is_ended(folder, tmp_path, batch):
    """What hangs costs its own plan; those before and after it are printed."""
    (tmp_path / "stuck.json").write_text(plan_json(named("Eve Roe", "P-8")))
    files = [folder / "0.json", tmp_path / "stuck.json", folder / "1.json"]
    done, failed = told_by(batch(files, Stuck((Kind.ESTIMATE,)), tmp_path / "out", Limits(seconds=10)))
    assert sorted(one.path.name for one in done) == ["0.json", "1.json"]
    assert [one.fault for one in failed.values()] == [Fault.LOST]


def test_what_was_kept_is_the_same(folder, tmp_path):
    """Documents from the cache are byte for byte those that were made."""
    keep = attrs.evolve(HOW, keep=Kept(tmp_path / "kept"))
    files = plan_files([folder / "0.json"])
    for out in ("one", "two"):
        list(print_batch(files, keep, tmp_path / out))
    (one,), (two,) = (list((tmp_path / out).rglob("*.pdf")) for out in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert len(list((tmp_path / "kept").iterdir())) == 1
