"""Random conditions and random patients over the tiny vocabulary of `vocabularies`."""

from datetime import date, timedelta

from hypothesis import strategies as st

from turgor.domain.case import Chosen, Event, Using
from turgor.domain.dates import DateRange
from turgor.domain.skin import Scope
from turgor.domain.treatments import Stance
from turgor.domain.vocabulary import FactType
from turgor.rules import Condition, ExpressionError, Subject, compile_condition
from turgor.rules.reading.nodes import And, Call, Compare, Listed, Name, Node, Not, Number, Or, Word
from vocabularies import EVENT_KINDS, FACTS, TODAY, VOCABULARY, ZONES, findings, treatment

SITES = sorted(ZONES.sites)
_KINDS = [kind.id for kind in EVENT_KINDS]
_OFTEN = [
    "ha_filler",
    "ha_filler",
    "ha_filler",
    "sunburn",
    "sunburn",
    *_KINDS,
]  # so that questions meet events
_LASTING = [kind.id for kind in EVENT_KINDS if kind.counts_from_end]
_SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])


def _day(first: int, last: int) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda days: TODAY + timedelta(days=days))


def _with_days(function: str) -> st.SearchStrategy[Node]:
    return st.builds(
        lambda kind, days: Call(function, (Word(kind),), (("days", Number(days)),)),
        st.sampled_from(_OFTEN),
        st.integers(1, 200),
    )


def _asking(function: str, words: list[str]) -> st.SearchStrategy[Node]:
    return st.sampled_from(words).map(lambda word: Call(function, (Word(word),)))


def _choice(name: str, options: list[str]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(
            lambda sign, option: Compare(Name(name), sign, Word(option)),
            st.sampled_from(["==", "!="]),
            st.sampled_from(options),
        ),
        st.builds(
            lambda sign, chosen: Compare(Name(name), sign, Listed(tuple(map(Word, chosen)))),
            st.sampled_from(["in", "not in"]),
            st.lists(st.sampled_from(options), min_size=1, max_size=len(options) - 1, unique=True),
        ),
    )


def event_questions() -> st.SearchStrategy[Node]:
    """Questions about events."""
    return st.one_of(
        _with_days("within"),
        _with_days("within"),
        _with_days("before"),
        _asking("ever", _KINDS),
        _asking("ongoing", _LASTING),
        _asking("takes", ["warfarin", "isotretinoin", "pdt_drug"]),
    )


def fact_questions() -> st.SearchStrategy[Node]:
    """Questions about facts, age, laxity, site and treatment; each may hold and may fail."""
    return st.one_of(
        st.sampled_from(["pacemaker", "smoker", "tattoo"]).map(Name),
        st.builds(lambda sign, age: Compare(Name("age"), sign, Number(age)), _SIGNS, st.integers(40, 43)),
        st.builds(
            lambda sign, n: Compare(Name("fitzpatrick"), sign, Number(n)),
            st.sampled_from(["<", ">="]),
            st.integers(2, 6),
        ),
        st.builds(lambda n: Compare(Number(n), "<=", Name("bmi")), st.sampled_from([18.5, 25, 30])),
        st.sampled_from([1, 2, 3]).map(lambda n: Compare(Name("laxity"), ">=", Number(n))),
        st.just(Compare(Name("age"), "<", Name("least_age"))),
        _choice("melasma", ["none", "stable", "active"]),
        _choice("acne", ["none", "mild", "severe"]),
        _choice("pregnancy_stance", [stance.value for stance in Stance]),
        st.sampled_from(["warfarin", "isotretinoin", "doac"]).map(
            lambda option: Compare(Word(option), "in", Name("medicines"))
        ),
        st.sampled_from(["neck", "face", "jawline.left"]).map(
            lambda zone: Compare(Name("zone"), "in", Name(zone))
        ),
        _asking("uses", ["retinoid", "topicals.tretinoin"]),
    )


def trees() -> st.SearchStrategy[Node]:
    """Conditions of up to a few questions."""
    return st.recursive(
        st.one_of(fact_questions(), event_questions(), event_questions()),
        lambda parts: st.one_of(
            parts.map(Not),
            st.lists(parts, min_size=2, max_size=3).map(tuple).map(And),
            st.lists(parts, min_size=2, max_size=3).map(tuple).map(Or),
        ),
        max_leaves=6,
    )


@st.composite
def about_one_kind(draw: st.DrawFn) -> tuple[Condition, Subject]:
    """A condition on the windows of one kind, and a patient with events of just that kind."""
    kind = draw(st.sampled_from(["ha_filler", "sunburn"]))
    days = st.integers(1, 40)
    asked = [f"within('{kind}', days={draw(days)})", f"within('{kind}', days={draw(days)})"]
    asked += [f"before('{kind}', days={draw(days)})", f"ever('{kind}')"]
    asked += [f"ongoing('{kind}')"] if VOCABULARY.event_kinds[kind].counts_from_end else []
    parts = st.sampled_from(asked).flatmap(lambda part: st.sampled_from([part, f"not {part}"]))
    joined = draw(st.sampled_from([" and ", " or "])).join(draw(st.lists(parts, min_size=1, max_size=3)))
    happened = draw(st.lists(events(kind), min_size=1, max_size=3))
    return compile_condition(joined, VOCABULARY), Subject(findings(*happened), VOCABULARY)


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions as compiled, without those that are refused because they can never hold."""
    return trees().map(_compiled).filter(lambda condition: condition is not None)


def _compiled(tree: Node) -> Condition | None:
    try:
        return compile_condition(str(tree), VOCABULARY)
    except ExpressionError as error:
        if any("together" not in problem.text for problem in error.problems):
            raise
        return None


@st.composite
def _dates(draw: st.DrawFn, first: int, last: int) -> DateRange:
    """A date that is known to the day in most cases."""
    start = draw(_day(first, last))
    width = draw(st.sampled_from([0, 0, 0, 3, 30, 200]))
    return DateRange(start, start + timedelta(days=width))


@st.composite
def events(draw: st.DrawFn, kind_id: str = "") -> Event:
    """Past, ongoing and planned events of a kind or any, with dates known well, roughly or not at all."""
    kind = VOCABULARY.event_kinds[kind_id or draw(st.sampled_from(_OFTEN))]
    start = draw(st.one_of(st.none(), _dates(-200, 60), _dates(-60, 120), _dates(-60, 120)))
    end = None
    if kind.counts_from_end or draw(st.booleans()):
        first = (start.earliest - TODAY).days if start else -300
        end = draw(st.one_of(st.none(), _dates(first, first + 150)))
    expected = draw(st.one_of(st.none(), _day(0, 60))) if end is None and kind.counts_from_end else None
    somewhere = st.frozensets(st.sampled_from(SITES), max_size=3)
    sites = frozenset() if kind.scope is Scope.SYSTEMIC else draw(somewhere)
    return Event(kind.id, start, end, expected, sites)


@st.composite
def _answers(draw: st.DrawFn) -> dict:
    given = {}
    for fact in FACTS:
        value = {
            FactType.BOOL: st.booleans(),
            FactType.INT: st.integers(1, 6),
            FactType.NUMBER: st.sampled_from([14.0, 18.5, 22.0, 31.5]),
            FactType.CHOICE: st.sampled_from(fact.option_ids or [""]),
            FactType.CHOICES: _chosen(fact.option_ids),
        }[fact.type]
        if draw(st.sampled_from([True, True, False])):
            given[fact.id] = draw(value)
        if fact.per_zone and draw(st.booleans()):
            given[fact.id] = draw(st.dictionaries(st.sampled_from(SITES), value, max_size=3))
    return given


@st.composite
def _chosen(draw: st.DrawFn, options: tuple[str, ...]) -> Chosen:
    answers = {option: draw(st.sampled_from([True, False, None])) for option in options}
    return Chosen(
        frozenset(option for option, answer in answers.items() if answer),
        frozenset(option for option, answer in answers.items() if answer is False),
    )


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Patients with some answers missing, beside a treatment with some declarations missing."""
    using = st.builds(
        Using,
        st.sampled_from(["topicals.tretinoin", "retinoid", "gone.cream"]),
        st.just(3),
        sites=st.frozensets(st.sampled_from(SITES), max_size=2),
    )
    known = findings(
        *draw(st.lists(events(), min_size=1, max_size=5)),
        facts=draw(_answers()),
        never=tuple(draw(st.frozensets(st.sampled_from(_KINDS)))),
        birth_date=draw(st.one_of(st.none(), st.dates(date(1984, 1, 1), date(1986, 12, 31)))),
        using=tuple(draw(st.lists(using, max_size=2))),
        laxity=draw(st.dictionaries(st.sampled_from(SITES), st.sampled_from([0, 1, 1.5, 2, 3]), max_size=4)),
    )
    considered = treatment(
        least_age=draw(st.sampled_from([None, 18, 41])), pregnancy=draw(st.sampled_from(Stance))
    )
    return Subject(known, VOCABULARY, considered, {"topicals.tretinoin": frozenset({"retinoid"})})
