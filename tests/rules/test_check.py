"""What a condition means, and what is said to the clinician where it means nothing."""

import pytest

from turgor.rules import ExpressionError, compile_condition
from vocabularies import VOCABULARY


def problems_of(text, **more):
    """What is wrong with a condition."""
    with pytest.raises(ExpressionError) as raised:
        compile_condition(text, VOCABULARY, **more)
    return raised.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "pacemaker and not smoker",
        "fitzpatrick >= 5 and zone in neck",
        "14 <= bmi < 18",
        "18 <= age",
        "age < least_age",
        "laxity == 1.5",
        "sun_hours >= 3",
        "melasma in ('stable', 'active')",
        "melasma != 'none'",
        "acne not in ('none', 'mild')",
        "'warfarin' in medicines or 'doac' not in medicines",
        "zone in (upper_eyelid, jawline.left)",
        "zone not in face",
        "pregnancy_stance in ('absolute', 'undeclared')",
        "takes('warfarin') or takes('isotretinoin') or takes('pdt_drug')",
        "within('ha_filler', days=180) and not within('ha_filler', days=28)",
        "ongoing('fever') or ever('keloid_scar') or before('occasion', days=42)",
        "uses('retinoid') or uses('topicals.tretinoin')",
    ],
)
def test_the_language(text):
    """Every form of the language is understood."""
    assert compile_condition(text, VOCABULARY).text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # names
        ("melasmaa == 'active'", "'melasmaa' is not a known fact. Did you mean 'melasma'?"),
        ("Pacemaker", "'Pacemaker' is not a known fact. Did you mean 'pacemaker'?"),
        ("true", "'true' is not a known fact. Did you mean 'True'?"),
        ("qqqqqq", "'qqqqqq' is not a known fact."),
        (
            "keloid_scar",
            "'keloid_scar' is not a fact but a kind of event; say when. Did you mean ever('keloid_scar')?",
        ),
        ("within", "'within' asks about something: within('ha_filler', days=180)."),
        ("'pacemaker'", "'pacemaker' in quotes is a word and no question. Did you mean 'pacemaker'?"),
        ("3", "3 alone is no question; compare a fact with it."),
        ("('a', 'b')", "A list alone is no question; write: fact in (...)."),
        ("True and smoker", "True holds for everybody, so it may only stand alone."),
        # yes or no
        ("pacemaker == True", "'pacemaker' is answered yes or no: write pacemaker, or not pacemaker."),
        ("melasma", "'melasma' is not answered yes or no. Did you mean melasma == 'none'?"),
        ("medicines", "'medicines' is not answered yes or no. Did you mean 'warfarin' in medicines?"),
        ("age", "'age' is not answered yes or no. Did you mean age >= ...?"),
        ("zone", "Say which zone: zone in neck."),
        # numbers
        ("age >= 'old'", "Here a number is needed, not the word 'old'."),
        ("age >= melasma", "'melasma' is not a number."),
        ("age >= weight", "'weight' is not a known fact."),
        ("age in (1, 2)", "'age' is a number: compare it by <, <=, >, >= or ==."),
        ("bmi > bmi", "'bmi' is compared with itself."),
        ("bmi >= 80", "This can never hold: 'bmi' is a number from 10 up to 70."),
        ("bmi >= 10", "This always holds: 'bmi' is a number from 10 up to 70."),
        ("sun_hours < 0", "This can never hold: 'sun_hours' is a number from 0."),
        ("fitzpatrick == 4.5", "This can never hold: 'fitzpatrick' is a whole number from 1 up to 6."),
        ("fitzpatrick != 7", "This always holds: 'fitzpatrick' is a whole number from 1 up to 6."),
        ("laxity == 0.5", "This can never hold: 'laxity' is one of 0, 1, 1.5, 2, 2.5, 3, 3.5, 4."),
        ("laxity > 4", "This can never hold: 'laxity' is one of 0, 1, 1.5, 2, 2.5, 3, 3.5, 4."),
        ("age < 0", "This can never hold: 'age' is a whole number from 0 up to 130."),
        ("18 <= bmi < 18", "This can never hold together with what else is asked of 'bmi' here."),
        (
            "3 < fitzpatrick < 4",
            "This can never hold together with what else is asked of 'fitzpatrick' here.",
        ),
        (
            "bmi > 30 and smoker and bmi < 20",
            "This can never hold together with what else is asked of 'bmi' here.",
        ),
        # choices
        ("melasma == 'actve'", "'actve' is not an option of 'melasma'. Did you mean 'active'?"),
        ("melasma == 'x'", "'x' is not an option of 'melasma', which has 'none', 'stable', 'active'."),
        ("melasma == active", "An option stands in quotes. Did you mean 'active'?"),
        ("melasma in (stable, 'active')", "An option stands in quotes. Did you mean 'stable'?"),
        ("melasma in 'active'", "After 'in' comes a list in parentheses. Did you mean melasma == 'active'?"),
        ("melasma in ('none', 'stable', 'active')", "This always holds: all options are listed."),
        ("melasma in ()", "This can never hold: no option is listed."),
        ("melasma > 3", "'melasma' is one of 'none', 'stable', 'active': compare it by == or in (...)."),
        ("'active' == melasma", "The fact comes first. Did you mean melasma == 'active'?"),
        ("'active' in melasma", "'melasma' has one answer. Did you mean melasma == 'active'?"),
        (
            "medicines == 'warfarin'",
            "'medicines' may have several answers: ask for one of them. Did you mean 'warfarin' in medicines?",
        ),
        ("'warfarn' in medicines", "'warfarn' is not an option of 'medicines'. Did you mean 'warfarin'?"),
        ("'x' in pacemaker", "'pacemaker' has no list of answers to look in."),
        ("'x' in nowhere_known", "'nowhere_known' is not a known fact."),
        ("('a', 'b') == melasma", "A comparison begins with the fact it is about."),
        # zones
        ("zone in nek", "'nek' is not a known zone. Did you mean 'neck'?"),
        ("zone in neck.left", "'neck.left' is not a known zone. Did you mean 'neck'?"),
        ("zone in 'neck'", "A zone stands without quotes. Did you mean 'neck'?"),
        ("zone == neck", "Ask whether the site lies in a zone. Did you mean zone in neck?"),
        ("zone in (face, neck)", "This always holds: all zones are listed."),
        ("zone in ()", "This can never hold: no zone is listed."),
        ("zone in 3", "Here a zone is needed, as in: zone in neck."),
        ("age > zone", "A zone is asked for like this: zone in neck."),
        # events, medicines, home care
        (
            "withn('ha_filler', days=3)",
            "'withn' is not a question that can be asked. Did you mean within('ha_filler', days=180)?",
        ),
        ("pacemaker()", "'pacemaker' does not stand before parentheses like this."),
        ("NOT(pacemaker)", "'NOT' does not stand before parentheses like this."),
        ("ever('keloid')", "'keloid' is not a known kind of event. Did you mean 'keloid_scar'?"),
        ("ever(keloid_scar)", "What is asked about stands in quotes. Did you mean 'keloid_scar'?"),
        ("ever()", "Say what is asked about: ever('keloid_scar')."),
        ("ever('keloid_scar', 'fever')", "Too much; write for example ever('keloid_scar')."),
        ("ever('keloid_scar', days=3)", "'days' has no meaning here: ever('keloid_scar')."),
        ("within('ha_filler')", "Say within how many days. Did you mean within('ha_filler', days=180)?"),
        ("within('ha_filler', 28)", "Say what the number is. Did you mean days=28?"),
        ("within('ha_filler', days=0)", "'days' is a whole number from 1 to 36525."),
        ("within('ha_filler', days=2.5)", "'days' is a whole number from 1 to 36525."),
        ("within('ha_filler', weeks=2)", "'weeks' has no meaning here: within('ha_filler', days=180)."),
        (
            "ongoing('ha_filler')",
            "'ha_filler' does not last, so it is never ongoing. Did you mean within('ha_filler', days=...)?",
        ),
        ("takes('warfarn')", "'warfarn' is not a known medicine. Did you mean 'warfarin'?"),
        ("takes('ha_filler')", "'ha_filler' is not a known medicine."),
        (
            "uses('retinoids')",
            "'retinoids' is not a known treatment, nor a trait of treatments. Did you mean 'retinoid'?",
        ),
    ],
)
def test_what_is_said(text, said):
    """A condition that means nothing is refused in words that say what to write."""
    assert [str(problem) for problem in problems_of(text)] == [said]


def test_a_treatment_in_use_is_checked_where_treatments_are_known():
    """The treatment that `uses` names must be one of those given, if any are given."""
    known = {"topicals.tretinoin"}
    assert compile_condition("uses('topicals.tretinoin')", VOCABULARY, known)
    (problem,) = problems_of("uses('topicals.tretinion')", treatments=known)
    assert problem.suggestion == "'topicals.tretinoin'"


def test_all_problems_at_once_each_with_its_place():
    """Everything that is wrong is said in one go, marked in the text."""
    text = "melasmaa == 'active' and\n  takes('warfarn')"
    with pytest.raises(ExpressionError) as raised:
        compile_condition(text, VOCABULARY)
    assert str(raised.value) == (
        "  melasmaa == 'active' and\n"
        "  ^^^^^^^^\n"
        "'melasmaa' is not a known fact. Did you mean 'melasma'?\n"
        "    takes('warfarn')\n"
        "          ^^^^^^^^^\n"
        "'warfarn' is not a known medicine. Did you mean 'warfarin'?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "bmi >= 70",
        "bmi <= 10",
        "fitzpatrick > 5",
        "sun_hours == 0",
        "laxity >= 4",
        "18 <= bmi and bmi <= 18",
        "2 < fitzpatrick < 4",
        "bmi > 18 or bmi < 20",
        "age > least_age and age < least_age",
    ],
)
def test_what_may_hold_and_may_fail_is_let_through(text):
    """A comparison on the very edge of what is possible is no mistake."""
    assert compile_condition(text, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "facts", "kinds", "flags"),
    [
        ("True", set(), set(), ""),
        ("pacemaker", {"pacemaker"}, set(), ""),
        ("tattoo and melasma == 'active'", {"tattoo", "melasma"}, set(), "site"),
        ("laxity >= 3", set(), set(), "site"),
        ("zone in neck", set(), set(), "site"),
        ("age >= 75", set(), set(), "dated"),
        ("age < least_age", set(), set(), "dated treatment"),
        ("lactation_stance == 'absolute'", set(), set(), "treatment"),
        ("within('ha_filler', days=3)", set(), {"ha_filler"}, "dated site"),
        ("ongoing('fever') or smoker", {"smoker"}, {"fever"}, "dated"),
        ("takes('isotretinoin')", {"medicines"}, {"isotretinoin"}, "dated"),
        ("uses('retinoid')", set(), set(), "site"),
    ],
)
def test_what_a_condition_depends_on(text, facts, kinds, flags):
    """A condition says what it asks, so that callers ask it no oftener than needed."""
    condition = compile_condition(text, VOCABULARY)
    assert (condition.facts, condition.kinds) == (facts, kinds)
    marked = [("dated", condition.dated), ("site", condition.by_site), ("treatment", condition.by_treatment)]
    assert " ".join(word for word, holds in marked if holds) == flags
