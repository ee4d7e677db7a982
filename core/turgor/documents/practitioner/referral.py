"""The letter to a doctor, where somebody else must look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from turgor.documents.practitioner.answers import answer
from turgor.documents.practitioner.names import Names
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Letter, Sheet, Signature
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Outcome, Plan
from turgor.domain.verdicts import Reason

TITLE = Phrase("referral.title", "Referral")
URGENT = Phrase("referral.urgent", "Urgent: please see this patient without delay.")
PLEASE = Phrase("referral.please", "Please see this patient before we begin.")
TO = Phrase("referral.to", "To the doctor or specialist")
DEAR = Phrase("referral.dear", "Dear colleague,")
ABOUT = Phrase(
    "referral.about", "This patient came to us on {day} and asked about firmer skin of the {goals}."
)
BORN, NUMBER = Phrase("referral.born", "born {day}"), Phrase("referral.number", "Our number {number}")
UNKNOWN = Phrase("referral.not_born", "birth date not known to us")
FOUND, ASKED = (
    Phrase("referral.found", "What we found"),
    Phrase("referral.asked", "What we ask of you"),
)
BECAUSE = Phrase("referral.because", "{text} Answered or seen: {facts}. (Rule {rule})")
BARE = Phrase("referral.rule", "{text} (Rule {rule})")
UNTIL = Phrase("referral.until", "We wait until this holds: {condition}.")
KNOWN = Phrase("referral.known", "What else we know")
USES, TAKES = (
    Phrase("referral.uses", "In use at home: {using}."),
    Phrase("referral.takes", "Medicines that matter, or are not known: {takes}."),
)
NO_PLAN = Phrase("referral.no_plan", "We have made no plan. We go on when you tell us that we may.")
WAITS = Phrase("referral.waits", "Until then we leave out: {names}.")
ANSWER = Phrase("referral.answer", "Please write to us or call: {phone}.")
THANKS = Phrase("referral.thanks", "With kind regards")
SIGNED = Phrase("referral.signed", "Practitioner, {clinic}")


def referrals(job: Job) -> Iterator[Document]:
    """One letter where somebody else must see the patient; else none."""
    if job.plan.referrals:
        yield Document(Kind.REFERRAL, "referral", "sheet", letter(job.plan))


def letter(plan: Plan) -> Sheet:
    """What the letter says: the patient's own answers and what the rules ask for, nothing more."""
    urgent = any(one.urgent for one in plan.referrals)
    reasons = list({one.reason.rule: one.reason for one in plan.referrals}.values())
    known = tuple(_known(plan))
    return Sheet(
        language=spoken().tag,
        title=TITLE().text,
        lead=(URGENT if urgent else PLEASE)().text,
        stamp=stamp(plan),
        letter=Letter(sender=tuple(_sender(plan)), to=TO().text),
        blocks=(
            Block(paragraphs=tuple(_patient(plan)), kind="box"),
            Block(paragraphs=(DEAR().text, _about(plan))),
            Block(FOUND().text, items=tuple(map(_found, reasons))),
            Block(ASKED().text, items=tuple(_asked(reasons))),
            *((Block(KNOWN().text, items=known),) if known else ()),
            Block(paragraphs=tuple(_end(plan))),
            Block(
                paragraphs=(THANKS().text,),
                signatures=(Signature(SIGNED(clinic=plan.policy.name).text),),
                together=True,
            ),
        ),
    )


def _sender(plan: Plan) -> Iterator[str]:
    clinic = plan.policy
    yield clinic.name
    yield from (line.strip() for line in clinic.address.replace("\n", ",").split(",") if line.strip())
    if clinic.phone:
        yield clinic.phone
    yield words.day(plan.today)


def _patient(plan: Plan) -> Iterator[str]:
    patient = plan.patient
    born = BORN(day=words.day(patient.birth_date)) if patient.birth_date else UNKNOWN()
    yield ", ".join(part for part in (patient.name, patient.sex, born.text) if part)
    number = NUMBER(number=patient.number).text if patient.number else ""
    if reached := " · ".join(part for part in (number, patient.contact) if part):
        yield reached


def _about(plan: Plan) -> str:
    goals = words.places(plan.findings.goals, plan.zone_names)
    return ABOUT(day=words.day(plan.today), goals=goals).text


def _found(reason: Reason) -> str:
    facts = [answer(fact) for fact in reason.facts if fact.value not in (None, "")]
    text = words.sentence(reason.text.text)
    if facts:
        return BECAUSE(text=text, facts=words.joined(facts), rule=reason.rule).text
    return BARE(text=text, rule=reason.rule).text


def _asked(reasons: Sequence[Reason]) -> Iterator[str]:
    advice = dict.fromkeys(words.sentence(one.advice.text) for one in reasons if one.advice)
    until = dict.fromkeys(one.until.text.rstrip(".") for one in reasons if one.until)
    yield from advice
    yield from (UNTIL(condition=condition).text for condition in until)


def _known(plan: Plan) -> Iterator[str]:
    """Home care in use, what happened, and medicines, as far as the plan holds them."""
    names = Names(plan)
    if plan.findings.using:
        yield USES(using=words.joined(names.of(one.treatment) for one in plan.findings.using)).text
    if plan.replay and plan.replay.takes:
        yield TAKES(takes=words.joined(one.replace("_", " ") for one in plan.replay.takes)).text


def _end(plan: Plan) -> Iterator[str]:
    names = Names(plan)
    waiting = sorted({names.of(one) for referral in plan.referrals for one in referral.treatments})
    if plan.outcome is not Outcome.PLAN:
        yield NO_PLAN().text
    elif waiting:
        yield WAITS(names="; ".join(waiting)).text
    if plan.policy.phone:
        yield ANSWER(phone=plan.policy.phone).text
