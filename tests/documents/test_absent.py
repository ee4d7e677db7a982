"""What is not part of the plan, and why there is none, in plain names and words."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import plans
import turgor.planning
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.wording.plain_reasons import BY_KEY
from turgor.domain.dates import Span
from turgor.domain.explanations import Conflict
from turgor.domain.messages import Phrase, plain
from turgor.domain.plan import Question
from turgor.domain.verdicts import Period, Status
from turgor.domain.vocabulary import AskedOf

RULE = plain("rule.FST-1.title", "Fitzpatrick V or VI")
SAFE = "This may not be safe for you now. We can tell you why."


def left_out(reason, *verdicts):
    """What a plan says of the treatment "a.b" that it leaves out."""
    return patient_plan(plans.plan(left_out=(("a.b", reason),), verdicts=verdicts)).left_out


def test_left_out_for_one_reason_is_said_once():
    """Treatments that were left out for the same reason share a sentence, each named once."""
    out = (("a.b", RULE), ("a.b", plain("k", "Another.")), ("c.d", RULE))
    verdicts = [
        plans.verdict(id_, name, Status.CONTRAINDICATED) for id_, name in (("a.b", "Peel"), ("c.d", "Laser"))
    ]
    (entry,) = patient_plan(plans.plan(left_out=out, verdicts=tuple(verdicts))).left_out
    assert (entry.about, entry.items) == ("Peel and laser", (SAFE,))


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.UNDECIDED, "We need more answers first."),
        (Status.NOT_INDICATED, "This does not fit what your skin needs."),
        (Status.DEFERRED, "This must wait. We tell you for how long."),
        (Status.CONTRAINDICATED, SAFE),
        (Status.NOT_ASSESSED, "We could not check this for you."),
    ],
)
def test_the_standing_of_a_treatment_decides_the_words(status, text):
    """What keeps a treatment out is said without the title of a rule."""
    (entry,) = left_out(RULE, plans.verdict("a.b", "Peel", status))
    assert entry.items == (text,)


def test_a_deferral_names_its_day():
    """Where a treatment is allowed later, the earliest day at any zone is said."""
    periods = (
        Period(Span(plans.TODAY, date(2027, 3, 27)), Status.DEFERRED),
        Period(Span(date(2027, 3, 28)), Status.ELIGIBLE),
    )
    verdict = attrs.evolve(plans.verdict("a.b", "Peel", Status.DEFERRED), timeline=periods)
    (entry,) = left_out(RULE, verdict)
    assert entry.items == ("This must wait until 28 March 2027 or later.",)


def test_the_best_zone_counts():
    """A treatment that is possible somewhere was left out by choice."""
    bad, good = (plans.verdict("a.b", "Peel", status) for status in (Status.CONTRAINDICATED, Status.ELIGIBLE))
    (entry,) = left_out(Phrase("home.minutes", "{minutes}")(minutes=5), bad, good)
    assert entry.items == ("This takes more minutes a day than you want to give.",)


def test_a_choice_without_plain_words_is_left_to_the_talk():
    """What the planner says to practitioners is never printed for patients as it is."""
    (entry,) = left_out(
        plain("x.unknown", "Coherence below par."), plans.verdict("a.b", "Peel", Status.ELIGIBLE)
    )
    assert entry.items == ("We left this out for now. Ask us why.",)


def test_patients_read_plain_names():
    """The name for practitioners does not appear."""
    verdict = attrs.evolve(
        plans.verdict("a.b", "Ablative laser 10600 nm", Status.UNDECIDED), plain_name="CO2 laser"
    )
    assert left_out(RULE, verdict)[0].about == "CO2 laser"


def test_why_there_is_no_plan_names_no_rule():
    """Treatments ruled out for one standing share a sentence; limits are put to the patient."""
    ruled_out = Phrase("plan.nothing_allowed", "{treatment}: {reason}")
    conflict = (
        *(
            Conflict("R-1", "verdict", ruled_out(treatment=name, reason="Stage III"))
            for name in ("a.b", "c.d")
        ),
        Conflict("most_visits", "most_visits", Phrase("limit.most_visits", "At most {most}.")(most=2)),
    )
    verdicts = (
        plans.verdict("a.b", "Peel", Status.CONTRAINDICATED),
        plans.verdict("c.d", "Laser", Status.CONTRAINDICATED),
    )
    first, second = patient_plan(plans.no_plan(conflict=conflict, verdicts=verdicts)).reasons
    assert (first.about, first.items) == ("Peel and laser", (SAFE,))
    assert (second.about, second.items) == ("", ("The most visits you want: 2.",))


def many(*names):
    """A plan that leaves treatments of these names out for one reason."""
    out = tuple(
        (f"a.{name}", Phrase("home.mechanism", "{other} works in the same way.")(other="x")) for name in names
    )
    verdicts = tuple(plans.verdict(f"a.{name}", name, Status.ELIGIBLE) for name in names)
    return plans.plan(left_out=out, verdicts=verdicts)


def test_of_many_only_the_first_are_named():
    """A long list of names is no answer to anybody; up to six are named, of more four."""
    (six,) = patient_plan(many(*"abcdef")).left_out
    (seven,) = patient_plan(many(*"abcdefg")).left_out
    assert (six.about, seven.about) == ("A, b, c, d, e and f", "A, b, c, d and 3 more")


def test_what_may_not_be_safe_is_named_in_full():
    """Nobody has to guess what was ruled out."""
    names = "abcdefgh"
    verdicts = tuple(plans.verdict(f"a.{name}", name, Status.CONTRAINDICATED) for name in names)
    plan = plans.plan(left_out=tuple((f"a.{name}", RULE) for name in names), verdicts=verdicts)
    (entry,) = patient_plan(plan).left_out
    assert entry.about == "A, b, c, d, e, f, g and h"


def test_what_is_in_the_plan_or_was_never_needed_is_not_left_out():
    """A place that a chosen treatment does not treat, and help with a habit that the patient does not have."""
    out = (("topicals.tretinoin", plain("verdict.site", "x")), ("a.b", plain("offer.no_habit", "x")))
    assert patient_plan(plans.plan(left_out=out)).left_out == ()


def test_a_place_is_the_last_of_reasons():
    """That one place is not treated says less than any other reason."""
    out = (("a.b", plain("verdict.site", "x")), ("a.b", Phrase("home.minutes", "{minutes}")(minutes=5)))
    (entry,) = patient_plan(plans.plan(left_out=out)).left_out
    assert entry.items == ("This takes more minutes a day than you want to give.",)


def phrases_of_planning() -> dict[str, str]:
    """Key -> English of every phrase that planning declares."""
    import importlib
    import pkgutil

    modules = (
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(turgor.planning.__path__, "turgor.planning.")
    )
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Phrase))
    return {phrase.key: phrase.english for phrase in found}


def test_plain_words_are_for_phrases_that_exist():
    """Each key is one of planning's, and the plain words need no field that its message lacks."""
    declared = phrases_of_planning()
    assert set(BY_KEY) <= set(declared)
    for key, phrase in BY_KEY.items():
        fields = {part.partition("}")[0] for part in phrase.english.split("{")[1:]}
        assert all(f"{{{field}}}" in declared[key] for field in fields), key


def question(id_: str, text: str, asked_of: AskedOf = AskedOf.PATIENT) -> Question:
    """Something that is not known."""
    return Question(id_, plain(id_, text), (), asked_of)


def test_patients_are_asked_what_they_can_answer():
    """Questions stand as they are, topics without notes; what practitioners find out is one sentence."""
    asked = (
        question("a", "Are you pregnant?"),
        question("b", "Lifting threads (PDO, PLLA)"),
        question("c", "Laxity grade of each zone", AskedOf.PRACTITIONER),
    )
    model = patient_plan(plans.plan(questions=asked))
    assert model.questions == ("Are you pregnant?",)
    assert model.topics == ("Lifting threads",)
    assert model.other_questions == ("The rest is for us to find out: we look at your skin and your notes.",)


def test_many_questions_are_counted():
    """More than ten open questions are not printed in full."""
    model = patient_plan(plans.large())
    assert len(model.questions) == 10
    assert model.other_questions == ("And 5 more. We will go through them with you.",)
