"""Random plans, made from the types of the records: whatever a field may hold, it holds now and then.

They need not make clinical sense; they are for what must hold of any plan, such as being read back equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from sound_plan import SOUND
from turgor.domain.case import AnyPriority, Available, Chosen, Goals, OrderedAim, Priority, Using
from turgor.domain.clinic import BenefitShares, Noticeable, Weights
from turgor.domain.dates import DateRange
from turgor.domain.doses import Dose
from turgor.domain.handouts import Picture
from turgor.domain.incompatible import Incompatible
from turgor.domain.messages import Message
from turgor.domain.money import Money
from turgor.domain.opening import Opening
from turgor.domain.plan import SCHEMA, Plan
from turgor.domain.recorded import RecordedField, RecordedKind
from turgor.domain.resources import Booking
from turgor.domain.terms import Interval, Step
from turgor.domain.treatments import Instructions, Risk
from turgor.domain.vocabulary import Option
from turgor.domain.windows import Topic, Window

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0L1 1"/></svg>'
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
small = st.integers(0, 100)
dates = st.dates(date(1900, 1, 1), date(2200, 1, 1))
times = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
amounts = st.decimals(0, 100_000, places=2)

_PRIMITIVES: Mapping[Any, SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(-(10**9), 10**9),
    float: st.floats(allow_nan=False, allow_infinity=False),
    NoneType: st.none(),
    date: dates,
    time: times,
    Decimal: amounts,
    object: st.recursive(
        st.booleans() | st.integers() | texts, lambda inner: st.lists(inner, max_size=2), max_leaves=3
    ),
}


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_NAMED: Mapping[str, SearchStrategy[Any]] = {
    "logo": st.sampled_from(["", PIXEL]),
    "letterhead_mm": st.integers(0, 100),
}

_WITHIN_BOUNDS: Mapping[Any, SearchStrategy[Any]] = {int: st.integers(1, 400), float: st.floats(0.5, 100)}


@composite
def _intervals(draw: DrawFn) -> Interval:
    least, ideal, most = sorted(draw(st.tuples(*[st.integers(1, 400)] * 3)))
    return Interval(least, ideal, most)


@composite
def _openings(draw: DrawFn) -> Opening:
    start, end = sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True)))
    return Opening(draw(st.integers(0, 6)), start, end)


@composite
def _recorded(draw: DrawFn) -> RecordedField:
    """A field of each kind; a number may have a range, with its source."""
    kind, id_ = draw(st.sampled_from(RecordedKind)), draw(st.sampled_from(["depth", "energy"]))
    if kind is not RecordedKind.NUMBER:
        options = (Option("one", draw(texts)), Option("two", "")) if kind is RecordedKind.CHOICE else ()
        return RecordedField(id_, "Label", kind, options=options, required=draw(st.booleans()))
    least, most = sorted(draw(st.tuples(*[st.floats(0, 100)] * 2)))
    return RecordedField(id_, "Label", kind, draw(texts), minimum=least, maximum=most, sources=("a",))


@composite
def _doses(draw: DrawFn) -> Dose:
    least, most = sorted(draw(st.tuples(*[st.floats(0, 100)] * 2)))
    return Dose(draw(texts), least, most, draw(st.booleans()), draw(st.lists(texts, max_size=2).map(tuple)))


def _incompatible() -> SearchStrategy[Incompatible]:
    names = st.lists(texts, min_size=1, max_size=2).map(tuple)
    days = st.none() | st.integers(1, 7)
    attrs.resolve_types(Incompatible)
    said = {field.name: texts for field in attrs.fields(Incompatible) if field.type is str}
    said |= {"one": names, "other": names, "sources": st.lists(texts, max_size=2).map(tuple)}
    return st.builds(Incompatible, other_most_per_week=days, together_most_per_week=days, **said)


@composite
def _chosen(draw: DrawFn) -> Chosen:
    options = draw(st.lists(texts, max_size=4, unique=True))
    return Chosen(frozenset(options[::2]), frozenset(options[1::2]))


def priorities() -> SearchStrategy[AnyPriority]:
    """Presets, and aims in any order."""
    orders = st.lists(st.sampled_from(OrderedAim), min_size=1, max_size=3, unique=True).map(tuple)
    return st.sampled_from(Priority) | orders


@composite
def _messages(draw: DrawFn) -> Message:
    """Messages whose English has just the fields that they bring."""
    names = draw(st.lists(st.sampled_from(["day", "zone", "count", "who"]), max_size=3, unique=True))
    kinds = texts | small | dates | st.lists(texts, max_size=2).map(tuple)
    params = {name: draw(kinds) for name in names}
    return Message(draw(texts), " ".join(f"{{{name}}}" for name in names), params)


@composite
def _windows(draw: DrawFn, sentences: tuple[str, ...]) -> Window:
    first, last = sorted(draw(st.tuples(*[st.integers(-400, 400)] * 2)))
    topics = draw(st.lists(st.sampled_from(Topic), min_size=1, max_size=3).map(tuple))
    return Window(draw(st.sampled_from(sentences)), topics, first, last, draw(texts))


@composite
def _instructions(draw: DrawFn) -> Instructions:
    """Instructions whose windows name a sentence of theirs."""
    many = st.lists(texts, max_size=2).map(tuple)
    before, after = draw(many), draw(many)
    said = (*before, *after)
    windows = draw(st.lists(_windows(said), max_size=2).map(tuple)) if said else ()
    return Instructions(
        before, after, draw(many), draw(many), draw(texts), expect=draw(texts), sources=draw(many), windows=windows
    )  # fmt: skip


@cache
def _records() -> Mapping[type, SearchStrategy[Any]]:
    """Records that not every combination of values makes."""
    return {
        Interval: _intervals(),
        Dose: _doses(),
        Incompatible: _incompatible(),
        Opening: _openings(),
        Chosen: _chosen(),
        Message: _messages(),
        Money: st.builds(Money, amounts, st.sampled_from(["GBP", "EUR"])),
        Available: _openings().map(lambda hours: Available(hours.weekday, hours.start, hours.end)),
        Using: st.builds(Using, texts, st.integers(1, 7), st.none() | dates),
        Step: st.builds(Step, st.integers(1, 7), st.none() | small, texts, texts),
        Instructions: _instructions(),
        Risk: st.builds(
            Risk,
            st.text("abc ", min_size=3, max_size=8),
            st.lists(texts, min_size=1, max_size=2).map(tuple),
            st.none() | st.floats(0.1, 100),
        ),
        Booking: st.builds(
            lambda day, hours, ids, plan: Booking(day, hours.start, hours.end, ids, plan),
            dates,
            _openings(),
            st.lists(texts, min_size=1, max_size=2).map(tuple),
            texts,
        ),
        DateRange: st.tuples(dates, dates).map(lambda pair: DateRange(min(pair), max(pair))),
        RecordedField: _recorded(),
        Picture: st.builds(Picture, st.just(DRAWING), _messages()),
        Goals: st.builds(Goals, st.frozensets(texts, max_size=2), priorities()),
        Noticeable: st.builds(Noticeable, visits=st.integers(1, 9), cost_percent=st.integers(1, 100)),
        Weights: st.builds(Weights, small, small),
        BenefitShares: st.builds(BenefitShares, small, small),
    }


@cache
def of(type_: Any) -> SearchStrategy[Any]:
    """Values of a type, as small as they may be."""
    if type_ in _PRIMITIVES:
        return _PRIMITIVES[type_]
    if type_ in _records():
        return _records()[type_]
    if attrs.has(type_):
        return st.deferred(lambda: _built(type_))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return st.sampled_from(type_)
    return _collection(get_origin(type_), get_args(type_))


def _built(cls: type) -> SearchStrategy[Any]:
    attrs.resolve_types(cls)
    fields = {field.name: _field(field) for field in attrs.fields(cls)}
    return st.builds(cls, **fields)


def _field(field: Any) -> SearchStrategy[Any]:
    if field.name in _NAMED:
        return _NAMED[field.name]
    if field.validator is None:
        return of(field.type)
    if field.type in _WITHIN_BOUNDS:
        return _WITHIN_BOUNDS[field.type]
    if get_origin(field.type) in (Union, UnionType):
        return st.one_of(
            st.none(), *(_WITHIN_BOUNDS[one] for one in get_args(field.type) if one is not NoneType)
        )
    if field.type is str:
        return texts.filter(str.strip)
    return st.lists(of(get_args(field.type)[0]), min_size=1, max_size=2).map(tuple)


def _collection(origin: Any, args: tuple[Any, ...]) -> SearchStrategy[Any]:
    if origin in (Union, UnionType):
        return st.one_of(*map(of, args))
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(of(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(of, args))
    if origin is frozenset:
        return st.frozensets(of(args[0]), max_size=2)
    return st.dictionaries(of(args[0]), of(args[1]), max_size=2)


SECTIONS = tuple(field.name for field in attrs.fields(Plan) if field.name != "schema")


def plans(section: str) -> SearchStrategy[Plan]:
    """A sound plan in which one section holds anything."""
    attrs.resolve_types(Plan)
    type_ = getattr(attrs.fields(Plan), section).type
    return of(type_).map(lambda value: attrs.evolve(SOUND, schema=SCHEMA, **{section: value}))
