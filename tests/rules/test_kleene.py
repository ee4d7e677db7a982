"""The laws of three-valued logic, and the reasons that its answers carry."""

from hypothesis import given
from hypothesis import strategies as st

from turgor.domain.verdicts import FactUse
from turgor.rules.answering.kleene import all_of, any_of, negation, no, strictest, unknown, yes

_NAMES = st.sampled_from("abcd")
TRUTHS = st.one_of(
    _NAMES.map(lambda name: yes(FactUse(name, "x"))),
    _NAMES.map(lambda name: no(FactUse(name, "y"))),
    _NAMES.map(unknown),
)
MANY = st.lists(TRUTHS, min_size=1, max_size=5)
_RANK = {False: 0, None: 1, True: 2}


@given(MANY)
def test_and_is_the_least_and_or_the_greatest(parts):
    """With false < unknown < true, `and` is the least of its parts and `or` the greatest."""
    ranks = [_RANK[part.value] for part in parts]
    assert _RANK[all_of(parts).value] == min(ranks)
    assert _RANK[any_of(parts).value] == max(ranks)


@given(MANY)
def test_de_morgan(parts):
    """The contrary of `and` is `or` of the contraries, for the same reasons."""
    assert negation(all_of(parts)) == any_of([negation(part) for part in parts])


@given(TRUTHS)
def test_the_contrary_of_the_contrary(part):
    """Saying not twice changes nothing."""
    assert negation(negation(part)) == part


@given(st.permutations([yes(FactUse("a", 1)), no(FactUse("b", 2)), unknown("c"), no(FactUse("d", 3))]))
def test_order_does_not_matter(parts):
    """The order of the parts changes neither the answer nor its reasons."""
    assert all_of(parts) == no(FactUse("b", 2), FactUse("d", 3))
    assert any_of(parts) == yes(FactUse("a", 1))


@given(MANY, MANY, MANY)
def test_and_distributes_over_or(one, two, three):
    """The value of `a and (b or c)` is that of `(a and b) or (a and c)`."""
    a, b, c = all_of(one), any_of(two), all_of(three)
    assert all_of([a, any_of([b, c])]).value == any_of([all_of([a, b]), all_of([a, c])]).value


@given(MANY, st.integers(0, 4))
def test_learning_one_fact_never_overturns_what_was_decided(parts, place):
    """Where an unknown part becomes known, a known answer stays."""
    place %= len(parts)
    for learned in (yes(FactUse("new", 1)), no(FactUse("new", 1))):
        later = [*parts[:place], learned, *parts[place + 1 :]]
        for joined in (all_of, any_of):
            before = joined([*parts[:place], unknown("new"), *parts[place + 1 :]]).value
            assert before is None or joined(later).value is before


@given(MANY)
def test_reasons_and_gaps_are_minimal_and_sorted(parts):
    """A decided answer names only the facts that decided it, an open one only what is missing."""
    answer = all_of(parts)
    alike = [part for part in parts if part.value is answer.value]
    assert (answer.value is None) == (answer.because == ())
    assert (answer.value is None) != (answer.missing == ())
    assert set(answer.because) == {use for part in alike for use in part.because}
    assert list(answer.missing) == sorted({name for part in alike for name in part.missing})


def test_nothing_asked():
    """`and` of nothing holds; `or` of nothing does not."""
    assert all_of([]) == yes()
    assert any_of([]) == no()


def test_the_strictest_answer():
    """True comes before unknown, unknown before false; gaps are joined."""
    true, false = yes(FactUse("a", 1)), no(FactUse("b", 1))
    assert strictest([false, unknown("c"), true]) == true
    assert strictest([unknown("d"), false, unknown("c")]) == unknown("c", "d")
    assert strictest([false, no(FactUse("z", 1))]) == false
