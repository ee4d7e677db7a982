"""Dates, amounts and lists of words as people write them, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import reduce

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency

from turgor.domain.messages import Phrase, spoken
from turgor.domain.money import Money

NO_BREAK = "\u00a0"
ENDS = ".!?:\u061f"  # the last ends a question in Arabic
NOTHING = "\u2013"  # in a cell where nothing is to be told
_NEAR = "d\u00a0MMM"  # a line never ends between a day and its month

_HOURS = Phrase("documents.hours", "{hours} h")
_MINUTES = Phrase("documents.minutes", "{minutes} min")
_HOURS_MINUTES = Phrase("documents.hours_minutes", "{hours} h {minutes} min")
_RANGE = Phrase("documents.date_range", "{first} to {last}")
_ON = Phrase("documents.on_day", "on {day}")
_FROM = Phrase("documents.date_from", "from {first}")
_COMMA = Phrase("documents.comma", "{one}, {more}")
_THE = Phrase("documents.the_places", "the {places}")


def day(value: date) -> str:
    """As in "14 December 2026"."""
    return format_date(value, "d MMMM y", locale=spoken().locale)


def weekday_day(value: date) -> str:
    """As in "Mon 14 Dec 2026"."""
    return format_date(value, "EEE d MMM y", locale=spoken().locale)


def short_day(value: date) -> str:
    """As in "Mon 14 Dec", where the year is clear."""
    return format_date(value, "EEE d\u00a0MMM", locale=spoken().locale)


def short_weekday(index: int) -> str:
    """As in "Mon" for 0."""
    names: Mapping[int, str] = get_day_names("abbreviated", locale=spoken().locale)
    return names[index]


def weekday_letter(index: int) -> str:
    """As in "M" for 0."""
    names: Mapping[int, str] = get_day_names("narrow", "stand-alone", locale=spoken().locale)
    return names[index]


def month(value: date) -> str:
    """As in "December 2026"."""
    return format_date(value, "MMMM y", locale=spoken().locale)


def short_month(value: date) -> str:
    """As in "Dec"."""
    return format_date(value, "MMM", locale=spoken().locale)


def month_and_year(value: date) -> str:
    """As in "Dec 2026"."""
    return format_date(value, "MMM y", locale=spoken().locale)


def days(first: date, last: date | None, months: str = "MMMM") -> str:
    """As in "9 to 20 December 2026", or "from 9 December 2026" where there is no end.

    The pattern `months` is "MMMM" for whole names and "MMM" for short ones.
    """
    whole = f"d {months} y"
    if last is None:
        return _FROM(first=format_date(first, whole, locale=spoken().locale)).text
    if first == last:
        return format_date(first, whole, locale=spoken().locale)
    pattern = "d" if (first.year, first.month) == (last.year, last.month) else f"d {months}"
    pattern = pattern if first.year == last.year else whole
    return _RANGE(
        first=format_date(first, pattern, locale=spoken().locale),
        last=format_date(last, whole, locale=spoken().locale),
    ).text


def near_day(value: date) -> str:
    """As in "9 Dec", where the year is clear."""
    return format_date(value, _NEAR, locale=spoken().locale)


def near_days(first: date, last: date) -> str:
    """As in "9 to 20 Dec" or "on 9 Dec", where the year is clear."""
    if first == last:
        return _ON(day=format_date(first, _NEAR, locale=spoken().locale)).text
    return _near(first, last)


def list_of_days(ranges: Sequence[tuple[date, date]]) -> str:
    """As in "9 to 20 Dec 2026, 3 to 5 Jan and 18 Jan 2027": each year once, after its last range."""
    texts = []
    for index, (first, last) in enumerate(ranges):
        again = index + 1 < len(ranges) and ranges[index + 1][1].year == last.year
        texts.append(_near(first, last) if again else f"{_near(first, last)} {last.year}")
    return joined(texts)


def _near(first: date, last: date) -> str:
    end = format_date(last, _NEAR, locale=spoken().locale)
    if first == last:
        return end
    if first.month == last.month:
        return _RANGE(first=str(first.day), last=end).text.replace(" ", NO_BREAK)
    return _RANGE(first=format_date(first, _NEAR, locale=spoken().locale), last=end).text


def clock(value: time) -> str:
    """As in "14:30"."""
    return format_time(value, "HH:mm", locale=spoken().locale)


def length(minutes: int) -> str:
    """As in "1 h 45 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _MINUTES(minutes=rest).text
    return _HOURS_MINUTES(hours=hours, minutes=rest).text if rest else _HOURS(hours=hours).text


def amount(money: Money) -> str:
    """As in "£1,140", with cents only where there are some."""
    whole = money.amount == money.amount.to_integral_value()
    text: str = format_currency(
        money.amount.quantize(Decimal(1)) if whole else money.amount,
        money.currency,
        "¤#,##0" if whole else None,
        locale=spoken().locale,
        currency_digits=not whole,
    )
    return text


def joined(words: Iterable[str]) -> str:
    """As in "a, b and c", each word once."""
    return str(format_list(list(dict.fromkeys(words)), locale=spoken().locale))


def in_a_row(words: Iterable[str]) -> str:
    """As in "a, b, c", where the last is no more than the others."""
    return reduce(lambda one, more: _COMMA(one=one, more=more).text, words)


def joined_or(words: Iterable[str]) -> str:
    """As in "a, b or c", each word once."""
    return str(format_list(list(dict.fromkeys(words)), style="or", locale=spoken().locale))


def places(references: Iterable[str], names: Mapping[str, str]) -> str:
    """Zones as people name them, as in "left jawline and lower face". A zone without a name is said by its id."""
    return joined(names.get(reference) or _place(reference) for reference in references)


def the_places(references: Iterable[str], names: Mapping[str, str]) -> str:
    """As in "the jawline and neck"."""
    return _THE(places=places(references, names)).text


def _place(reference: str) -> str:
    zone, _, side = reference.partition(".")
    return f"{side} {zone}".strip().replace("_", " ")


def inside(name: str) -> str:
    """A name as it stands inside a sentence: "Sunscreen" becomes "sunscreen", "RF needling" and "L-ascorbic" stay."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def opening(text: str) -> str:
    """A text as it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    text = opening(text.strip())
    return text if not text or text[-1] in ENDS else f"{text}."


def counted(n: int, one: Phrase, many: Phrase) -> str:
    """The phrase for one or for many, with `n` filled in."""
    return (one if n == 1 else many)(n=n).text
