"""Whatever comes through any door that foreign text has into documents, nothing is fetched, read, run or broken."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pikepdf
import pytest

import attacks
import plans
from turgor.cli.screens.printing import clean
from turgor.documents import BUILDERS, STANDARD, DocumentError, Job, Kind, made, printouts
from turgor.documents.fragments import mended
from turgor.domain.handouts import HandoutSection, Picture
from turgor.domain.messages import Message, plain
from turgor.domain.plan import Plan, Question
from turgor.domain.vocabulary import AskedOf
from turgor.files import InvalidFile
from turgor.practice import How, open_plan, patient_plan_pdf, plan_json, print_documents

KINDS = tuple(BUILDERS)


@pytest.fixture
def listener() -> Iterator[attacks.Listener]:
    """A listener on the loopback device."""
    listener = attacks.Listener()
    yield listener
    listener.close()


@pytest.fixture
def canary(tmp_path) -> str:
    """A file whose text must appear nowhere."""
    path = tmp_path / "canary.txt"
    path.write_text(attacks.SECRET)
    return str(path)


def message(text: str) -> Message:
    """A message with the text in its words and in a value."""
    return Message("k", "{value} " + text.replace("{", "{{").replace("}", "}}"), {"value": text})


def everywhere(text: str, on_every_page: str) -> Plan:
    """A plan that says a text wherever foreign words are printed, or another on every page."""
    usual = plans.plan()
    usual = attrs.evolve(usual, regimens=usual.regimens[-2:-1])
    told = attrs.evolve(
        usual.instructions[0].instructions, before=(text,), after=(text,), call_if=(text,), emergency=(text,),
        expect=text, missed=text,
    )  # fmt: skip
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    treatments = [item.treatment for item in (*usual.courses, *usual.regimens)]
    return attrs.evolve(
        usual,
        number=on_every_page,
        patient=attrs.evolve(usual.patient, name=on_every_page, number=text, contact=text),
        policy=attrs.evolve(
            usual.policy, name=on_every_page, phone=on_every_page, emergency_phone=text, address=text
        ),
        courses=tuple(attrs.evolve(one, name=text, plain_name=text) for one in usual.courses),
        regimens=tuple(attrs.evolve(one, name=text, plain_name=text, how=text) for one in usual.regimens),
        instructions=tuple(attrs.evolve(one, plain_name=text, instructions=told) for one in usual.instructions),
        handouts=tuple(
            HandoutSection(id_, message(text), (message(text),), (message(text),), Picture(drawing, message(f"a b c {text}")))
            for id_ in treatments[:2]
        ),
        questions=(Question("q", message(text), (), AskedOf.PATIENT),),
        left_out=(("laser.co2_fractional", message(text)),),
        notices=(message(text), Message("plan.in_use_against", "{product}", {"product": text})),
        verdicts=tuple(attrs.evolve(one, name=text, plain_name=text) for one in usual.verdicts),
        referrals=(plans.referral(text.replace("{", "{{").replace("}", "}}")),),
    )  # fmt: skip


def test_what_is_looked_for_is_found():
    """An action, a link or the secret is found however deep it stands; letters that look like a name are not."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.obj.Annots = pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.URI))])
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        document.Root.Harmless = document.make_stream(b"x /JS /Launch")
        document.Root.Told = document.make_stream(attacks.SECRET.encode())
        document.save(pdf := io.BytesIO(), compress_streams=True)
    assert attacks.found_in(pdf.getvalue()) == {"/URI", "/OpenAction", "/JavaScript", attacks.SECRET}


def test_every_attack_through_every_door(listener, canary):
    """As name, address, phone, instruction, section, alternative text …, in every kind of document, it is just text."""
    strings = attacks.texts(listener.port, canary)
    for first in range(4):
        plan = everywhere(" ".join(strings[first::4]), strings[first])
        kinds = KINDS if first == 0 else (Kind.PLAN, Kind.ESTIMATE)
        for one in printouts(Job(plan, "0" * 64), kinds):
            pdf = made(one, STANDARD)
            assert attacks.found_in(pdf) == set(), one.name
            assert "1337" not in attacks.said(pdf)
            assert not set(one.name) - set("abcdefghijklmnopqrstuvwxyz0123456789.-"), one.name
    assert listener.hits == 0


def test_no_hostile_drawing_is_taken(listener, canary):
    """A drawing that holds more than shapes is refused when it is made and when a plan is read; nothing is fetched."""
    usual = plan_json(plans.with_handout())
    for svg in attacks.drawings(listener.port, canary):
        with pytest.raises(ValueError, match="must"):
            Picture(svg, plain("d", "a b c"))
        data = json.loads(usual)
        data["handouts"][0]["picture"]["svg"] = svg
        with pytest.raises(InvalidFile, match="svg"):
            _opened(data)
    assert listener.hits == 0


@pytest.mark.parametrize("english", ["{missing}", "{n:>99999999999999}", "{n.__class__}", "{n!r}", "{"])
def test_no_hostile_phrase_is_taken(english):
    """A phrase of a plan has fields with values and nothing else: no layout that fills the memory, no attribute."""
    data = json.loads(plan_json(plans.with_handout()))
    data["handouts"][0]["title"] |= {"english": english, "params": {"n": "x"}}
    with pytest.raises(InvalidFile, match="title"):
        _opened(data)


def _opened(data: Any, name: str = "plan.json") -> Plan:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = f"{folder}/{name}"
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 -- a string is at hand
            json.dump(data, file)
        return open_plan(path)


def with_picture(svg: str) -> Plan:
    """A short plan with another drawing."""
    plan = plans.with_handout(regimens=(), instructions=plans.plan().instructions[:1])
    picture = attrs.evolve(plan.handouts[0].picture, svg=svg)
    return attrs.evolve(plan, handouts=(attrs.evolve(plan.handouts[0], picture=picture),))


@pytest.mark.parametrize("svg", attacks.odd_drawings(), ids=lambda svg: f"{len(svg)}:{svg[-40:]}")
def test_an_odd_drawing_spoils_nothing(svg, tmp_path):
    """It is drawn, or a notice stands in its place: never later than in a few seconds, and with the rest as usual."""
    try:
        plan = with_picture(svg)
    except ValueError:  # so odd that it is not even taken
        return
    begin = time.monotonic()
    printed = print_documents(plan, How((Kind.PLAN,)), tmp_path)
    assert time.monotonic() - begin < 60
    text = "".join(attacks.said(printed.paths[0].read_bytes()).split())
    assert "Thispartcouldnotbeprinted:RFmicroneedling.Askus." in text or not printed.replaced
    assert "Theneedlesleavetinychannels." in text
    assert "Yourvisits" in text


def section(**changes: Any) -> Plan:
    """A short plan with another section."""
    plan = plans.with_handout(regimens=(), instructions=plans.plan().instructions[:1])
    return attrs.evolve(plan, handouts=(attrs.evolve(plan.handouts[0], **changes),))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": plain("t", "\u6f22")},
        {"paragraphs": (plain("p", "x" * 100_000),)},
        {"items": tuple(plain("i", "y " * 3000) for _ in range(400))},
    ],
    ids=["no glyph", "endless word", "endless list"],
)
def test_a_bad_section_becomes_a_notice(changes, tmp_path):
    """The rest is printed, the patient reads whom to ask, the practitioner is told which part and why."""
    printed = print_documents(section(**changes), How((Kind.PLAN,)), tmp_path)
    text = attacks.said(printed.paths[0].read_bytes())
    assert "This part could not be printed: RF microneedling. Ask us." in " ".join(text.split())
    assert "Your visits" in text
    ((treatment, reason),) = printed.replaced
    assert treatment == "radiofrequency.microneedling"
    assert reason


def test_a_bad_move_leaves_a_card_with_a_notice(tmp_path):
    """The sheet of exercises shows where one is missing, and how often the plan wants it."""
    plan = plans.with_exercises()
    bad = attrs.evolve(plan.handouts[1], items=(plain("i", "\u6f22"),))
    printed = print_documents(
        attrs.evolve(plan, handouts=(plan.handouts[0], bad)), How((Kind.EXERCISES,)), tmp_path
    )
    text = " ".join(attacks.said(printed.paths[0].read_bytes()).split())
    assert "This part could not be printed: facial exercise. Ask us." in text
    assert "10 times" in text
    assert [one.treatment for one in printed.replaced] == ["facial_exercise.training"]


def test_a_good_section_stays_beside_a_bad_one():
    """Only what fails is replaced."""
    good = plans.with_handout()
    bad = attrs.evolve(good.handouts[0], title=plain("t", "\u6f22"))
    job = Job(attrs.evolve(good, handouts=(good.handouts[0], bad)), "0" * 64)

    def attempt(job: Job) -> None:
        for one in printouts(job, [Kind.PLAN]):
            made(one, job.style)

    job, replaced = mended(job, attempt)
    assert job.plan.handouts[0] == good.handouts[0]
    assert len(replaced) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [("x" * 100_000, "letters"), ("ab " * 400_000, "bytes"), ("\u6f22", "letter")],
    ids=["endless word", "endless text", "no glyph"],
)
def test_what_cannot_be_printed_is_refused_at_once(name, reason):
    """A text that would keep the printer busy for hours, or lose a letter, ends in an error that says so."""
    begin = time.monotonic()
    with pytest.raises(DocumentError, match=reason):
        patient_plan_pdf(
            plans.plan(patient=attrs.evolve(plans.PATIENT, name=name, birth_date=date(1979, 5, 4)))
        )
    assert time.monotonic() - begin < 30


def test_messages_for_the_terminal_are_clean():
    """Foreign text cannot move the cursor, colour the screen or turn a line around."""
    assert clean("\x1b[31mred\x1b[0m \u202eabc\x07") == "red abc"
