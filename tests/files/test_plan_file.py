"""Plans as JSON: read back equal, equal in bytes, and as their schema says."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from plan_strategies import SECTIONS, plans
from sound_plan import SOUND
from turgor.domain.catalogue import PluginState, PluginStatus
from turgor.domain.dates import Span
from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.plan import Cost, Engine, Plan, ZoneVerdict
from turgor.domain.verdicts import Period, Status
from turgor.files import InvalidFile, plan_schema, read_plan, write_plan
from turgor.files.plan_shape import PLAN

VALIDATOR = Draft202012Validator(plan_schema())


def as_json(**changes):
    """What is written for the sound plan with some sections changed."""
    return json.loads(write_plan(attrs.evolve(SOUND, **changes)))


@pytest.mark.parametrize("section", SECTIONS)
def test_any_plan_is_read_back_equal_and_fits_its_schema(tmp_path, section):
    """Whatever a section of a plan holds, it is read back equal, and what is written is as the schema says."""
    drawn = []

    @settings(max_examples=settings().max_examples // 10)  # for each of some thirty sections
    @given(plans(section))
    def check(plan):
        text = write_plan(plan)
        file = tmp_path / "plan.json"
        file.write_text(text, encoding="utf-8")
        assert read_plan(file) == plan
        assert write_plan(read_plan(file)) == text
        assert not list(VALIDATOR.iter_errors(json.loads(text)))
        drawn.append(getattr(plan, section))

    check()
    assert any(value != getattr(SOUND, section) for value in drawn)


def test_the_keys_are_those_of_the_contract():
    """The published names stand in the file: from and until, min, ideal and max, the status of a plugin."""
    verdict = ZoneVerdict("a.b", "B", "b", "face", (Period(Span(date(2026, 3, 2), None), Status.ELIGIBLE),))
    plugin = PluginStatus("a", "turgor-a", "1.0", PluginState.LOADED, "2026.1")
    written = as_json(verdicts=(verdict,), engine=Engine("0.1", (plugin,)))
    assert written["verdicts"][0]["timeline"] == [
        {"from": "2026-03-02", "until": None, "status": "eligible", "reasons": []}
    ]
    assert written["engine"]["plugins"][0]["status"] == "loaded"
    assert set(written["courses"][0]["interval"]) == {"min", "ideal", "max"}
    assert list(written)[:4] == ["outcome", "status", "today", "seed"]


def test_money_is_a_text_with_cents():
    """An amount is written with its cents and its currency, and never as a float."""
    written = as_json(cost=Cost(Money(Decimal(1140), "GBP")))
    assert written["cost"]["known"] == {"amount": "1140.00", "currency": "GBP"}


def test_a_message_carries_its_english_and_its_fields():
    """A message is written with key, fields and English text; a date in it stays a date."""
    message = Message("lag", "not before {day}", {"day": date(2026, 3, 14)})
    assert as_json(notices=(message,))["notices"] == [
        {
            "key": "lag",
            "english": "not before {day}",
            "params": {"day": {"date": "2026-03-14"}},
            "text": "not before 14 March 2026",
        }
    ]


def test_the_order_of_maps_and_sets_does_not_reach_the_file():
    """Equal plans give equal bytes, however their maps were filled."""
    prices = {"b.b": Decimal(1), "a.a": Decimal(2)}
    one = attrs.evolve(SOUND, policy=attrs.evolve(SOUND.policy, prices=prices))
    other = attrs.evolve(SOUND, policy=attrs.evolve(SOUND.policy, prices=dict(reversed(prices.items()))))
    assert write_plan(one) == write_plan(other)


def test_the_file_ends_with_a_newline_and_keeps_letters_as_they_are():
    """The text is UTF-8 with real letters and ends in a newline, as editors and diffs like it."""
    text = write_plan(attrs.evolve(SOUND, patient=attrs.evolve(SOUND.patient, name="Zoë Ångström")))
    assert "Zoë Ångström" in text
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", 'is no plan: it has no "schema": "turgor-plan/1"'),
        (
            '{"schema": "turgor-plan/2"}',
            'schema: must be turgor-plan/1, got the text "turgor-plan/2"; another version of Turgor wrote it',
        ),
        ('{"a": 1, "a": 2}', "cannot be read as JSON: the key 'a' stands there twice"),
        ('{"a": NaN}', "cannot be read as JSON: NaN is no number"),
        ("{", "cannot be read as JSON: line 1, column 2: Expecting property name enclosed in double quotes"),
        ("[]", "must hold a table at the top"),
        ("[" * 100_000, "cannot be read as JSON: it is nested too deeply"),
    ],
)
def test_what_is_no_plan_is_named(tmp_path, text, message):
    """A file that is no plan, or another version's, is one clear problem."""
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as error:
        read_plan(file)
    assert str(error.value) == f"{file}: {message}"


def test_a_changed_plan_is_read_strictly(tmp_path):
    """Somebody's edit is found where it was made."""
    written = as_json()
    written["courses"][0]["sessions"] = "3"
    written["visits"][0]["date"] = "2026-02-30"
    written["courses"][0]["intervall"] = written["courses"][0].pop("interval")
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(InvalidFile) as error:
        read_plan(file)
    assert str(error.value).splitlines() == [
        f"{file}: courses[0].intervall: is not known here; did you mean 'interval'?",
        f'{file}: courses[0].sessions: must be a whole number, got the text "3"',
        f"{file}: courses[0].interval: is missing",
        f"{file}: visits[0].date: 2026-02-30 is not a day of the calendar",
    ]


def test_the_schema_is_one():
    """The schema is itself valid JSON Schema 2020-12, and says what its fields mean."""
    schema = plan_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": "turgor-plan/1"}
    assert schema["$defs"]["Course"]["properties"]["cost"]["description"] == (
        "of all its sessions; None is unknown."
    )


def test_the_schema_refuses_what_is_not_written():
    """A key that no record has, a missing one and a wrong type do not fit the schema."""
    for change in ({"extra": 1}, {"seed": "1"}):
        assert list(VALIDATOR.iter_errors(as_json() | change))
    assert list(VALIDATOR.iter_errors({"schema": "turgor-plan/1"}))


def test_every_record_of_a_plan_can_be_written_and_read():
    """The types of all fields, at any depth, are known to the converter."""
    seen = set()

    def visit(cls):
        if cls not in seen and attrs.has(cls):
            seen.add(cls)
            for field, _ in PLAN.fields_by_key(cls).values():
                PLAN.get_structure_hook(field.type)
                visit(field.type)

    visit(Plan)
    assert Plan in seen


def test_reading_plans_needs_no_rendering_or_solving():
    """What reads files imports none of the heavy libraries, so that a command starts quickly."""
    code = (
        "import sys, turgor.files; print({'weasyprint', 'ortools', 'sqlalchemy', 'babel'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


def test_a_default_that_comes_from_other_fields_may_be_left_out(tmp_path):
    """A plan written before home care had days of the week gets those that its frequency gives."""
    old = json.loads(write_plan(SOUND))
    for regimen in old["regimens"]:
        for segment in regimen["segments"]:
            del segment["weekdays"]
    file = tmp_path / "old.json"
    file.write_text(json.dumps(old))
    assert read_plan(file) == SOUND
