"""What the first page still has room for: when to call, and whether home care may begin on a page of its own.

The height of what stands on it is reckoned from its lines. A page that comes out a little shorter or longer than
reckoned is still whole: only where the next part begins depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import attrs

from turgor.documents.parts import CallBox, Stamp
from turgor.documents.patient import signs
from turgor.documents.patient.model import PatientPlan, VisitRow
from turgor.documents.style import PrintSize, Style
from turgor.domain.messages import Phrase
from turgor.domain.plan import Outcome, Plan, TreatmentInstructions

# Points of standard print, as they came out on paper.
_LINE, _SMALL_LINE, _LINE_LETTERS, _SMALL_LETTERS = 17, 14, 80, 68
_LEAD_LINE, _LEAD_LETTERS = 17.6, 78
_TITLE, _FIGURES, _HEADING, _ROW, _ALERT = 39, 90, 35, 5.5, 16
_MONTHS, _KEYS, _TABLE_HEAD, _PARAGRAPH = 30, 16, 18, 6
_CONTACT, _BOX, _SIGN, _PHONE = 35, 62, 19, 26
_MM, _HEAD = 72 / 25.4, 30

_CONTACT_DAY = Phrase("documents.contact", "Not sure? Call {phone}. The last page says when to call at once.")
_CONTACT_NIGHT = Phrase(
    "documents.contact_night", "Not sure? Call {phone}, at night {night}. The last page says when."
)
_MORE = Phrase("documents.call_more", "The last page has the signs to watch for at home too.")


def completed(
    page: PatientPlan, plan: Plan, courses: Sequence[TreatmentInstructions], style: Style
) -> PatientPlan:
    """The document with what its first page has room for."""
    if plan.outcome is not Outcome.PLAN:
        return page
    page = attrs.evolve(page, ask_first=not page.visits and bool(plan.questions))
    if not (page.visits or page.ask_first):
        return attrs.evolve(page, contact=_contact(plan))
    left = style.body_height - _height_of_head(page.stamp, style) - sum(_heights(page))
    box = _call_box(page, plan, courses)
    if box and _height_of_box(box) <= left:
        return attrs.evolve(page, first_call=box, home_apart=True)
    apart = style.size is PrintSize.STANDARD and left >= _CONTACT
    return attrs.evolve(page, contact=_contact(plan), home_apart=apart)


def _contact(plan: Plan) -> str:
    """Whom to call, in one line."""
    phone, night = plan.policy.phone, plan.policy.emergency_phone
    return (_CONTACT_NIGHT if night else _CONTACT_DAY)(phone=phone, night=night).text if phone else ""


def _call_box(page: PatientPlan, plan: Plan, courses: Sequence[TreatmentInstructions]) -> CallBox | None:
    """When to call after a visit; without visits, whenever."""
    if not plan.visits:
        return page.call
    box = signs.call_box(plan.policy, courses, ())
    return attrs.evolve(box, note=_MORE().text) if box and plan.regimens else box


def _height_of_box(box: CallBox) -> float:
    lists = [some for some in (box.signs, box.emergency) if some]
    return (
        _BOX
        + _PHONE * len(lists)
        + _SIGN * sum(len(some) if len(some) < 4 else len(some) * 3 / 4 for some in lists)
    )


def _height_of_head(stamp: Stamp, style: Style) -> float:
    """What a letterhead, or the place for it, takes more than the running lines that it replaces."""
    if not style.letterhead:
        return max(0.0, stamp.free_mm * _MM - _HEAD)
    return _SMALL_LINE * (len(stamp.address) + 3) + _SMALL_LINE if stamp.has_letterhead else 0.0


def _heights(page: PatientPlan) -> Iterator[float]:
    yield _TITLE + _lines(page.lead, _LEAD_LETTERS) * _LEAD_LINE + _FIGURES
    if page.alerts:
        yield _ALERT + sum(_lines(text) * _LINE for text in page.alerts)
    if page.timeline:
        yield _HEADING + _MONTHS + _KEYS + sum(row.height for row in page.timeline.rows)
    if page.visits:
        yield _HEADING + _TABLE_HEAD + sum(map(_height_of_row, page.visits))
    yield from (_PARAGRAPH + _lines(text) * _LINE for text in page.around)
    if page.why:
        yield _PARAGRAPH + _lines(page.why, _LINE_LETTERS + 10) * _SMALL_LINE
    if page.ask_first:
        yield (
            2 * _HEADING
            + (len(page.questions) + len(page.topics) * 3 / 4 + len(page.other_questions)) * 1.5 * _LINE
        )


def _height_of_row(row: VisitRow) -> float:
    done = sum(_lines(f"{one.what} {one.where}", 45) for one in row.done)
    return _ROW + done * _LINE + sum(_lines(text, _SMALL_LETTERS) for text in row.before) * _SMALL_LINE


def _lines(text: str, letters: int = _LINE_LETTERS) -> int:
    return ceil(len(text) / letters)
