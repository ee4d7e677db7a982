"""Days that events forbid, by hand and against skin lived through day by day over all possible dates."""

from hypothesis import assume, given
from hypothesis import strategies as st

from catalogues import effects, needs, some
from simulated_skin import allowed_days
from toys import BODY_STATES, SITES, TODAY, action, days, effect, event, need
from turgor.domain.dates import Span
from turgor.planning.skin.occupancy import Happening, forbidden

EVERYWHERE = frozenset(SITES)
ALL = ("open", "red", "warm", "drugged")


def spans(made, of, treatment, *, lasts=False, sites=EVERYWHERE):
    """The spans of forbidden days with their sites."""
    found = forbidden(Happening(made, of, lasts, sites), treatment, EVERYWHERE, BODY_STATES, TODAY)
    return [(one.span, one.sites) for one in found if one.cause.severity.blocks]


FILLER = action("filler", [effect("red", 14)])
ILLNESS = action("illness", [effect("red", 0)], fills_its_day=False)
LASER = action("laser", [effect("warm", 10)], [need("red", 7)])


def test_a_recent_event_forbids_until_its_effect_is_gone_and_has_been_gone():
    """Five days after a filler of 14 days, with 7 clear days asked: sixteen more days."""
    assert spans(event("filler", -5), FILLER, LASER) == [(Span(TODAY, days(15)), EVERYWHERE)]
    assert spans(event("filler", -21), FILLER, LASER) == []


def test_a_month_counts_to_its_last_day():
    """An event known by its month is over as late as its last day allows."""
    assert spans(event("filler", (-30, -5)), FILLER, LASER) == [(Span(TODAY, days(15)), EVERYWHERE)]


def test_an_illness_without_an_end_forbids_for_ever_and_an_expected_end_ends_it():
    """Effects that count from the end wait for one; the day of the end is known to be enough once it passed."""
    assert spans(event("illness", -5), ILLNESS, LASER, lasts=True) == [(Span(TODAY), EVERYWHERE)]
    ending = event("illness", -5, expected_end=days(10))
    assert spans(ending, ILLNESS, LASER, lasts=True) == [(Span(TODAY, days(16)), EVERYWHERE)]


def test_the_end_alone_counts_where_the_start_is_unknown():
    """The last capsule three days ago, 7 clear days: four days are left, whenever it began."""
    over = event("illness", None, -3)
    assert spans(over, ILLNESS, LASER, lasts=True) == [(Span(TODAY, days(3)), EVERYWHERE)]


def test_an_event_of_unknown_day_may_have_been_today():
    """Nobody knows when: then it is taken to be as recent as can be."""
    assert spans(event("filler", None), FILLER, LASER) == [(Span(TODAY, days(20)), EVERYWHERE)]


def test_a_planned_event_forbids_the_days_before_on_which_the_treatment_would_still_show():
    """A laser leaves warmth for 10 days and the planned event wants it gone for 2: twelve days before are lost."""
    feast = action("feast", needs=[need("warm", 2)])
    assert spans(event("feast", 40), feast, LASER) == [(Span(days(29), days(40)), EVERYWHERE)]


def test_an_appointment_fills_its_day():
    """A session on the very day of a procedure elsewhere is refused; on the last day of an illness it is not."""
    wary = action("laser", needs=[need("red")])
    visit, illness = (action("one", [effect("red", 0)], fills_its_day=fills) for fills in (True, False))
    assert spans(event("one", 3), visit, wary) == [(Span(days(3), days(3)), EVERYWHERE)]
    assert spans(event("one", 3, 3), illness, wary, lasts=True) == []


def test_an_event_concerns_its_own_sites_and_those_it_spreads_to():
    """A filler of the chin leaves the neck alone, unless what it leaves spreads there or is systemic."""
    chin = frozenset({"chin"})
    spreading = action("filler", [effect("red", 14, spreads_to=("neck",))])
    drug = action("filler", [effect("drugged", 14)])
    assert [sites for _, sites in spans(event("filler", -5), FILLER, LASER, sites=chin)] == [chin]
    assert [s for _, s in spans(event("filler", -5), spreading, LASER, sites=chin)] == [chin | {"neck"}]
    wary = action("laser", needs=[need("drugged")])
    assert [sites for _, sites in spans(event("filler", -5), drug, wary, sites=chin)] == [EVERYWHERE]


def test_a_holiday_counts_on_each_of_its_days():
    """An exposure with two dates leaves its state until its last day, and is spoilt on each of its days."""
    tan = action("tan", [effect("red", 14)], [need("warm")], fills_its_day=False)
    found = spans(event("tan", 20, 30), tan, LASER)
    assert found == [(Span(days(20), days(50)), EVERYWHERE), (Span(days(11), days(30)), EVERYWHERE)]


@st.composite
def actions(draw):
    """A random action on which nothing depends."""
    return action("one", draw(some(effects(), 2)), draw(some(needs, 2)), fills_its_day=draw(st.booleans()))


offsets = st.integers(-40, 40).flatmap(
    lambda day: st.just((day, day)) | st.integers(0, 6).map(lambda more: (day, day + more))
)


@given(actions(), actions(), st.booleans(), offsets, st.integers(0, 8) | st.none())
def test_what_is_forbidden_is_what_some_possible_date_forbids(of, treatment, lasts, start, length):
    """With a rough start, the forbidden days are those on which simulated skin is not ready for some start."""
    assume(lasts or length is None)
    end = None if length is None else start[1] + length
    found = spans(event("one", start, end), of, treatment, lasts=lasts)
    quick = {day for day in range(100) if any(days(day) in span for span, _ in found)}
    slow = set()
    for began in range(start[0], start[1] + 1):
        over = end if lasts else began
        slow |= set(range(max(began, 0), 100)) - allowed_days(of, treatment, began, over, ALL)
        slow |= {day for day in range(100) if _spoils(treatment, of, day, began)}
    assert quick == slow


def _spoils(treatment, of, day, began):
    """Whether a session on a day would still show when the event begins."""
    return day <= began and began not in allowed_days(treatment, of, day, day, ALL)
