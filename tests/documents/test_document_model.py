"""What the patient's plan says: merged, dated, worded."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs

import plans
from sound_plan import REPLAY
from turgor.documents.patient.patient_plan import patient_plan
from turgor.documents.patient.signs import call_box
from turgor.domain.courses import PlannedContact, PlannedPrerequisite
from turgor.domain.handouts import HandoutSection, Picture
from turgor.domain.messages import Phrase, plain
from turgor.domain.money import Money
from turgor.domain.plan import Cost, Outcome, TreatmentInstructions
from turgor.domain.regimens import Pause
from turgor.domain.terms import Slot
from turgor.domain.treatments import Instructions
from turgor.domain.verdicts import Status


def instructions(name, **parts):
    """The instructions of one treatment of the sample plan."""
    return TreatmentInstructions(name, name, Instructions(**parts))


def test_the_first_paragraph_counts_and_dates():
    """The lead names sessions, places, home care and the check."""
    assert patient_plan(plans.plan()).lead == (
        "3 sessions of RF microneedling for the jawline and neck, and 4 things to use at home."
        " In June 2027 we check what has changed."
    )


def test_many_courses_are_counted_in_the_lead():
    """With more than two treatments the lead stays short."""
    assert patient_plan(plans.large()).lead.startswith("4 treatments in the clinic for the lower face")


def test_the_four_figures():
    """Visits, redness, minutes and cost stand in large figures with what they count."""
    figures = [(figure.value, figure.label) for figure in patient_plan(plans.plan()).figures]
    assert figures == [
        ("3", "visits, the first on Mon 14 Dec 2026"),
        ("3 days", "of redness after each treatment, at most 10"),
        ("6 min", "a day at home, morning and evening together"),
        ("£1,380", "in all"),
    ]


def test_an_unknown_price_is_never_nought():
    """Without any known price the patient is told to ask; with some, which are missing."""
    usual = plans.plan()
    nothing = patient_plan(attrs.evolve(usual, cost=Cost(Money(Decimal(0), "GBP"), (usual.courses[0].id,))))
    some = patient_plan(attrs.evolve(usual, cost=Cost(Money(Decimal(60), "GBP"), (usual.courses[0].id,))))
    assert (nothing.figures[-1].value, nothing.figures[-1].label) == ("Ask us", "The price is not known yet.")
    assert some.figures[-1].value == "£60"
    assert some.figures[-1].label == "and more: the price of RF microneedling is not known yet"


def test_visits_carry_what_comes_before():
    """A visit names what the patient prepares, with the day; what rests around all visits alike is one rule."""
    model = patient_plan(plans.plan())
    first, second, *_ = model.visits
    assert (first.day, first.time) == ("Mon 14 Dec 2026", "10:00, about 1 h 30 min")
    assert first.before == ("Sun 13\u00a0Dec: start the cold-sore tablets.",)
    assert second.before == ()
    (rule,) = model.around
    assert rule == (
        "Around each visit: no tretinoin cream or vitamin C serum from 5 days before to 5 days after."
        " The dates stand under “Pauses”."
    )


def test_calls_and_checks_stand_among_the_visits():
    """Contacts and the day of measuring are rows of the same table, in date order."""
    usual = plans.plan()
    contact = PlannedContact(f"{usual.courses[0].id}.1", date(2026, 12, 16), plain("c", "we call you"))
    rows = patient_plan(
        attrs.evolve(usual, courses=(attrs.evolve(usual.courses[0], follow_ups=(contact,)),))
    ).visits
    assert [row.day for row in rows] == [
        "Mon 14 Dec 2026", "Wed 16 Dec 2026", "Mon 18 Jan 2027", "Mon 22 Feb 2027", "Mon 14 Jun 2027",
    ]  # fmt: skip
    assert rows[1].done[0].what == "We call you"
    assert rows[-1].done[0].what == "Skin check"


def test_what_the_clinic_does_alone_is_not_asked_of_the_patient():
    """A prerequisite that is the clinic's own task is not printed unless the patient must come for it."""
    usual = plans.plan()
    session = f"{usual.courses[0].id}.1"
    early, visit = date(2026, 12, 7), date(2026, 12, 14)
    own = PlannedPrerequisite("order", "Prescriber's order", session, early, early, early, at_clinic=False)
    look = PlannedPrerequisite("look", "Every spot looked at", session, visit, visit, visit, at_clinic=True)
    course = attrs.evolve(usual.courses[0], prerequisites=(own, look))
    rows = patient_plan(attrs.evolve(usual, courses=(course,))).visits
    assert rows[0].before == ()
    assert len(rows) == 4


def test_a_test_spot_is_an_appointment_of_its_own():
    """What is done at the clinic on another day stands among the visits, in date order."""
    usual = plans.plan()
    day = date(2026, 12, 7)
    spot = PlannedPrerequisite(
        "spot",
        "Test spot",
        f"{usual.courses[0].id}.1",
        day,
        day,
        day,
        at_clinic=True,
        by_patient="come for a test spot",
    )
    course = attrs.evolve(usual.courses[0], prerequisites=(spot,))
    first = patient_plan(attrs.evolve(usual, courses=(course,))).visits[0]
    assert (first.day, first.time) == ("Mon 7 Dec 2026", "time to be agreed")
    assert first.done[0].what == "Come for a test spot"


def test_one_treatment_of_two_places_is_done_once():
    """Courses of one treatment in one visit share a line that names all places."""
    usual = plans.plan()
    other = attrs.evolve(usual.courses[0], id="rf#2", zones=("chest",), prerequisites=())
    visits = tuple(
        attrs.evolve(
            visit,
            sessions=(
                visit.sessions[0],
                attrs.evolve(visit.sessions[0], id=f"rf#2.{number}", course="rf#2", zones=("chest",)),
            ),
        )
        for number, visit in enumerate(usual.visits, start=1)
    )
    model = patient_plan(attrs.evolve(usual, courses=(usual.courses[0], other), visits=visits))
    (done,) = model.visits[0].done
    assert (done.what, done.where) == ("RF microneedling, 1 of 3", "jawline, neck and chest")
    assert model.timeline is not None
    assert [row.name for row in model.timeline.rows].count("RF microneedling") == 1


def test_the_routine_is_numbered_by_time_of_day():
    """Each thing used at home stands once, numbered in its morning and its evening."""
    steps = {step.name: (step.morning, step.evening) for step in patient_plan(plans.plan()).routine}
    assert steps == {
        "Tretinoin cream": (0, 1), "Vitamin C serum": (1, 0), "Moisturiser": (2, 2), "Sunscreen": (3, 0),
    }  # fmt: skip


def test_each_thing_says_where_it_goes():
    """Home care names its places, zones by their names for people."""
    named = attrs.evolve(plans.plan(), zone_names={"face": "face", "neck": "neck and throat"})
    assert {step.where for step in patient_plan(named).routine} == {"for the face and neck and throat"}


def test_care_for_all_skin_is_not_confined_to_the_goal():
    """Sunscreen and the like are for everybody and all skin: the goal zones are not named for them."""
    usual = plans.plan()
    replay = attrs.evolve(REPLAY, traits={"topicals.sunscreen": ("for_everybody", "topical")})
    where = {step.name: step.where for step in patient_plan(attrs.evolve(usual, replay=replay)).routine}
    assert where["Sunscreen"] == ""
    assert where["Tretinoin cream"] == "for the face and neck"


def test_the_routine_gives_way_after_a_visit():
    """The order of the numbers is said, and what comes before them; without visits nothing does."""
    assert patient_plan(plans.plan()).routine_notes == (
        "The numbers give the order of use.",
        "Just after a visit, “After each visit” comes first.",
    )
    assert patient_plan(plans.home_only()).routine_notes == ("The numbers give the order of use.",)
    assert patient_plan(plans.plan(regimens=())).routine_notes == ()


def test_titration_says_which_days():
    """Each step of a titration shows its seven days and says them in words."""
    titration = patient_plan(plans.plan()).titrations[0]
    assert titration.name == "Tretinoin cream"
    assert titration.weeks[0].dates == "24 Nov to 21 Dec 2026"
    assert titration.weeks[0].days == (True, False, False, True, False, False, False)
    assert titration.weeks[0].words == "2 nights: Mon and Thu"
    assert titration.gate == "Take the next step only if your skin is calm. If not, stay where you are."
    assert titration.weeks[1].note == ""
    assert titration.weeks[-1].dates == "From 16 Feb 2027"


def test_what_is_used_every_day_has_no_titration():
    """A routine without changes needs no table of weeks."""
    assert patient_plan(plans.home_only()).titrations == ()


def test_things_that_rest_together_share_a_row():
    """Things that rest on the same days are one row with all its dates."""
    (row,) = patient_plan(plans.plan()).pauses
    assert row.rest == "No tretinoin cream or vitamin C serum"
    assert (
        row.dates
        == "9\u00a0to\u00a019\u00a0Dec 2026, 13\u00a0to\u00a023\u00a0Jan and 17\u00a0to\u00a027\u00a0Feb 2027."
    )


def test_a_pause_for_no_session_is_dated_all_the_same():
    """A pause that an event asks for stands among the others."""
    regimen = attrs.evolve(
        plans.plan().regimens[0], pauses=(Pause(date(2026, 12, 26), date(2027, 1, 2), ("holiday_sun",)),)
    )
    (row,) = patient_plan(plans.plan(regimens=(regimen,))).pauses
    assert row.dates == "26\u00a0Dec to 2\u00a0Jan 2027."


def test_instructions_are_merged_without_repetition():
    """A sentence of both treatments is said once for both, the others under their treatment."""
    large = plans.large()
    first, second = (item.treatment for item in large.courses[:2])
    said = (
        attrs.evolve(instructions(first, before=("No tan.", "No jewels.")), plain_name="Laser"),
        attrs.evolve(instructions(second, before=("no tan", "No pills.")), plain_name="RF"),
    )
    advice = patient_plan(attrs.evolve(large, instructions=said)).before
    assert [(group.about, group.items) for group in advice] == [
        ("", ("No tan.",)), ("Laser", ("No jewels.",)), ("RF", ("No pills.",)),
    ]  # fmt: skip


def test_signs_to_call_stand_once_with_the_phone():
    """The call box joins the signs of all treatments, as ends of one sentence."""
    call = patient_plan(plans.plan()).call
    assert call is not None
    assert call.signs[0] == "you see a burn, pus, blisters, a cold sore, grid marks or a dent"
    assert call.signs[-1] == "your skin swells, blisters or weeps"
    assert call.phone == "020 5550 0147"


def test_the_same_sign_from_different_things_is_one():
    """A rash is one line, whatever it comes from; other signs stay as they are."""
    signs = (
        "you get a rash from the wash or the cream",
        "your skin weeps",
        "you get a rash from your sunscreen",
    )
    told = [
        TreatmentInstructions(f"home.{index}", f"Cream {index}", Instructions(call_if=(sign,)))
        for index, sign in enumerate(signs)
    ]
    call = call_box(plans.CLINIC, (), told)
    assert call is not None
    assert call.signs == ("you get a rash from the wash, the cream or your sunscreen", "your skin weeps")


def test_a_sign_that_says_it_names_what_it_means():
    """Among the signs of all treatments "it" would mean nothing."""
    said = instructions("Serum", call_if=("you get a rash from it",))
    serum = attrs.evolve(plans.plan().regimens[3], treatment="Serum")
    call = patient_plan(plans.plan(regimens=(serum,), instructions=(said,))).call
    assert call is not None
    assert call.signs == ("you get a rash from it (serum)",)


def test_what_the_clinic_must_know_is_asked_together():
    """Sentences that begin "Tell us if" are one list, each thing once; the rest stays advice."""
    usual = plans.plan()
    texts = ("Tell us if you smoke.", "Come without make-up.", "tell us if you smoke")
    model = patient_plan(attrs.evolve(usual, instructions=(attrs.evolve(
        usual.instructions[0], instructions=Instructions(before=texts)),)))  # fmt: skip
    assert model.tell == ("you smoke",)
    assert [group.items for group in model.before] == [("Come without make-up.",)]


def test_treatments_outside_the_plan_say_nothing():
    """Instructions of a treatment that was not chosen are not printed."""
    model = patient_plan(plans.home_only())
    assert model.before == ()
    assert all(entry.about == "Sunscreen" for entry in model.expect)


def test_no_plan_says_why_and_what_now():
    """Without a plan the reasons and the next steps are listed, and nothing is promised."""
    model = patient_plan(plans.no_plan())
    assert model.title == "No treatment plan for now"
    assert [reason.items for reason in model.reasons] == [
        ("New weakness of the face must be seen by a doctor first.",)
    ]
    assert model.steps[0] == "Call us with any question: 020 5550 0147."
    assert model.alerts == ("Please get medical help now, before anything else. We tell you where.",)
    assert model.figures == ()


def test_home_care_that_must_stop_is_said_first():
    """What the patient uses now and the plan does not go on with is an alert, by its plain name."""
    stop = Phrase("plan.stop_using", "{treatment} must stop")(treatment="a.b")
    verdicts = (plans.verdict("a.b", "peel pads", Status.ELIGIBLE),)
    assert patient_plan(plans.plan(notices=(stop,), verdicts=verdicts)).alerts == (
        "You use this now: peel pads. It is not part of this plan: please stop now.",
    )
    at_home = patient_plan(plans.home_only(notices=(stop,), verdicts=verdicts))
    assert at_home.alerts[0].endswith("ask us if you may go on.")
    assert not any("stop" in text for text in patient_plan(plans.no_plan(notices=(stop,))).alerts)


def test_a_referral_that_can_wait_for_a_day():
    """A doctor is to be seen before the start, said once however many reasons there are."""
    both = (plans.referral("Refer for a work-up"), plans.referral("Refer to dermatology"))
    assert patient_plan(plans.plan(referrals=both)).alerts == (
        "Please see a doctor before we start. We tell you why.",
    )


def test_not_found_claims_no_conflict():
    """A search that ran out of time is not called impossible."""
    model = patient_plan(plans.no_plan(outcome=Outcome.NOT_FOUND, conflict=(), referrals=()))
    assert model.title == "Your plan is not ready yet"
    assert model.reasons == ()


def test_what_could_not_be_checked_is_said_first():
    """A modality that failed is named in an alert, so that silence is not read as advice."""
    failed = plans.verdict("laser.*", "laser.*", Status.NOT_ASSESSED)
    assert patient_plan(plans.plan(verdicts=(failed,))).alerts == (
        "We could not check these treatments for you: laser. This plan says nothing about them.",
    )


def test_home_care_without_a_day_is_not_printed():
    """A regimen that found no day of use does not appear."""
    usual = plans.plan()
    never = attrs.evolve(usual.regimens[0], segments=())
    assert len(patient_plan(attrs.evolve(usual, regimens=(never, *usual.regimens[1:]))).routine) == 3


def test_why_these_dates_is_short():
    """The rhythm of the treatment comes first, then what else kept dates apart."""
    assert patient_plan(plans.plan()).why == (
        "RF microneedling needs 28 to 42 days from one session to the next."
        " The days on which you cannot come are kept free."
    )


def test_a_modality_adds_a_section_with_a_picture():
    """A handout's drawing is printed with its description as the first thing in it."""
    picture = Picture(
        '<svg xmlns="http://www.w3.org/2000/svg"><title>old</title><path d="M0 0h9"/></svg>',
        plain("p", "a finger pushing up"),
    )
    section = HandoutSection("x", plain("t", "How"), (plain("a", "One."),), (plain("b", "Two."),), picture)
    (printed,) = patient_plan(plans.plan(handouts=(section,))).sections
    assert (printed.title, printed.paragraphs, printed.items) == ("How", ("One.",), ("Two.",))
    assert printed.picture is not None
    assert printed.picture.svg == (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>a finger pushing up</title><path d="M0 0h9" /></svg>'
    )


def test_birth_date_unknown():
    """A plan for a patient without birth date says that it is not known."""
    patient = attrs.evolve(plans.PATIENT, birth_date=None)
    assert "birth date not known" in patient_plan(plans.plan(patient=patient)).stamp.identity


def test_a_dose_in_the_line_is_not_repeated():
    """The dose stands before the line of the routine unless the line holds it."""
    base = plans.regimen("x", "Cream", "Use SPF 50 well.", 10, plans.daily(Slot.MORNING, "SPF 50"))
    other = attrs.evolve(base, how="Use it well.")
    assert patient_plan(plans.plan(regimens=(base,))).routine[0].how == "Use SPF 50 well."
    assert patient_plan(plans.plan(regimens=(other,))).routine[0].how == "SPF 50. Use it well."


def test_long_titration_keeps_every_step():
    """All steps of a titration are shown, however many."""
    tretinoin = attrs.evolve(
        plans.plan().regimens[2],
        segments=plans.titrated(1, 2, 3, 4, 5, 6, 7, start=plans.TODAY + timedelta(days=1)),
    )
    (titration,) = patient_plan(plans.plan(regimens=(tretinoin,))).titrations
    assert [sum(week.days) for week in titration.weeks] == [1, 2, 3, 4, 5, 6, 7]


def test_gates_that_differ_stand_at_their_step():
    """What a step waits for is said at the step where it is not the same for all."""
    calm, dry = (
        attrs.evolve(segment, gate=gate)
        for segment, gate in zip(plans.titrated(3, 4), ("calm", "dry"), strict=True)
    )
    regimen = attrs.evolve(plans.plan().regimens[2], segments=(plans.titrated(2, 3)[0], calm, dry))
    (titration,) = patient_plan(plans.plan(regimens=(regimen,))).titrations
    assert [week.note for week in titration.weeks] == ["", "Only if calm.", "Only if dry."]


def test_steps_that_look_the_same_are_one():
    """Two neighbouring steps of equal frequency and dose are one row."""
    regimen = attrs.evolve(plans.plan().regimens[2], segments=plans.titrated(6, 7, 7, 3))
    (titration,) = patient_plan(plans.plan(regimens=(regimen,))).titrations
    assert [sum(week.days) for week in titration.weeks] == [6, 7, 3]
    assert titration.weeks[1].dates == "8 Dec 2026 to 4 Jan 2027"


def test_what_to_do_after_something_was_missed():
    """Each missed thing is named with what to do, home care first."""
    assert (
        patient_plan(plans.plan()).missed[0] == "Missed tretinoin cream? Skip that night. Never use double."
    )
