"""Reading the text of a condition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rule_strategies import trees
from turgor.rules.reading.nodes import Always, And, Call, Compare, Listed, Name, Not, Number, Or, Word
from turgor.rules.reading.parse import LONGEST, parse
from turgor.rules.reading.problems import ExpressionError


def problems_of(text):
    """What is wrong with the form of a condition."""
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    return raised.value.problems


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("pacemaker", Name("pacemaker")),
        ("True", Always()),
        ("not pacemaker", Not(Name("pacemaker"))),
        ("age >= 75", Compare(Name("age"), ">=", Number(75))),
        ("score > -1.5", Compare(Name("score"), ">", Number(-1.5))),
        ("a and b and c", And((Name("a"), Name("b"), Name("c")))),
        ("a or b and c", Or((Name("a"), And((Name("b"), Name("c")))))),
        ("zone in jawline.left", Compare(Name("zone"), "in", Name("jawline.left"))),
        ("x not in ('a', 'b')", Compare(Name("x"), "not in", Listed((Word("a"), Word("b"))))),
        ("within('x', days=3)", Call("within", (Word("x"),), (("days", Number(3)),))),
        (
            "14 <= bmi < 18",
            And((Compare(Number(14), "<=", Name("bmi")), Compare(Name("bmi"), "<", Number(18)))),
        ),
    ],
)
def test_forms(text, tree):
    """Each form of the language reads as its node."""
    assert parse(text) == tree


@given(trees())
def test_a_printed_tree_reads_back(tree):
    """The text of a tree reads back as an equal tree."""
    assert parse(str(tree)) == tree


def test_a_condition_may_take_several_lines():
    """Line breaks and indentation do not matter."""
    assert parse("\n  pacemaker\n  and smoker\n") == parse("pacemaker and smoker")


@pytest.mark.parametrize(
    ("text", "advice", "marked"),
    [
        ("melasma = 'active'", "To compare, write two equals signs: ==.", "="),
        ("age ≥ 18", "Write >= for 'at least'.", "≥"),
        ("age => 18", "Write >= for 'at least'.", "=>"),
        ("pacemaker && smoker", "Write 'and' in a word.", "&&"),
        ("pacemaker & smoker", "Write 'and' in a word.", "pacemaker & smoker"),
        ("pacemaker AND smoker", "Write 'and', 'or', 'not' and 'in' in small letters.", "AND"),
        ("melasma == ‘active’", "Quotation marks must be straight: 'like this'.", "‘"),  # noqa: RUF001 -- meant
        ("melasma is 'active'", "To compare, write == instead of 'is'.", "melasma is 'active'"),
        ("(pacemaker or smoker", "A parenthesis is not closed.", "("),
        ("melasma == 'active", "A quotation mark is opened and not closed.", "'"),
        ("pacemaker # why", "A condition has no comments; say why in the rule's rationale.", "#"),
        ("bmi + 1 > 20", "A condition does not calculate; compare a fact with a number.", "bmi + 1"),
        ("pacemaker\\x", "A backslash has no meaning in a condition.", "\\"),
        ("within('x', **d)", "Two stars have no meaning in a condition.", "within('x', **d)"),
        ("False or smoker", "False never holds; a rule that never holds says nothing.", "False"),
        (
            "1 < bmi == 3",
            "Only < and <=, or > and >=, may follow each other: 14 <= bmi < 18.",
            "1 < bmi == 3",
        ),
    ],
)
def test_slips_are_explained_where_they_are(text, advice, marked):
    """A slip of the pen is named in plain words, with its place."""
    (problem,) = problems_of(text)
    assert problem.text == advice
    assert text[problem.offset : problem.offset + problem.length] == marked


@pytest.mark.parametrize(
    "text",
    [
        "(lambda: 1)()",
        "__import__('os').system('x')",
        "[fact for fact in facts]",
        "{'a': 1}",
        "f'{age}'",
        "age if smoker else 3",
        "(x := 3)",
        "facts['age']",
        "a.b.c",
        "None",
        "b'x'",
        "3j > 2",
        "1e999 > age",
        "5and smoker",
    ],
)
def test_nothing_else_of_python_is_let_in(text):
    """Whatever is not on the list is refused, however harmless it may look."""
    assert problems_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "x" * (LONGEST + 1),
        "not " * 499 + "x",
        "1" * 1999,
        "\ud800",
        "(" * 900 + "x" + ")" * 900,
        "\x00",
    ],
)
def test_extreme_texts_are_refused(text):
    """An empty, overlong or deeply nested text is one problem, not a crash."""
    assert len(problems_of(text)) == 1


def test_all_problems_are_found_at_once():
    """Each problem is listed, in the order of the text."""
    assert [problem.offset for problem in problems_of("None and False and bmi + 1 > 3")] == [0, 9, 19]


def test_places_count_characters():
    """A letter that takes several bytes does not shift the place of what follows."""
    (problem,) = problems_of("größe > 3 and None")
    assert problem.offset == 14


@given(st.text(max_size=40))
def test_any_text_reads_or_is_refused_in_words(text):
    """No text at all makes reading fail in any other way than with problems inside the text."""
    error = error_in(text)
    assert error is None or str(error)
    assert error is None or all(0 <= problem.offset <= len(text) for problem in error.problems)


def error_in(text):
    """The refusal of a text, None where it reads."""
    try:
        parse(text)
    except ExpressionError as error:
        return error
    return None
