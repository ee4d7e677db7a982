"""The letter to a doctor, where a red flag must be looked at first."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Sheet, Signature
from turgor.documents.stamp import stamp
from turgor.documents.wording import words
from turgor.domain.messages import Phrase
from turgor.domain.plan import Outcome, Plan

TITLE = Phrase("referral.title", "Referral")
URGENT = Phrase("referral.urgent", "Urgent: please see this patient today.")
PLEASE = Phrase("referral.please", "Please see this patient before we begin any treatment.")
DEAR = Phrase("referral.dear", "Dear colleague,")
ABOUT = Phrase("referral.about", "{name}, {born}, came to us on {day} and asked about firmer skin.")
BORN = Phrase("referral.born", "born {day}")
UNKNOWN = Phrase("referral.not_born", "birth date not known to us")
FOUND = Phrase("referral.found", "What we found")
ASKED = Phrase("referral.asked", "What we ask of you")
NO_PLAN = Phrase("referral.no_plan", "We have made no plan. We will go on when you tell us that we may.")
WAITS = Phrase("referral.waits", "What this concerns waits until you tell us that we may go on.")
USES = Phrase("referral.uses", "In use at home: {using}.")
ANSWER = Phrase("referral.answer", "Please write to us or call: {phone}.")
THANKS = Phrase("referral.thanks", "With kind regards")
SIGNED = Phrase("referral.signed", "Practitioner")


def referrals(job: Job) -> Iterator[Document]:
    """One letter where somebody else must see the patient; else none."""
    if job.plan.referrals:
        yield Document(Kind.REFERRAL, "referral", "sheet", letter(job.plan))


def letter(plan: Plan) -> Sheet:
    """What the letter says; the patient's own facts and the advice of the rules, nothing more."""
    urgent = any(one.urgent for one in plan.referrals)
    reasons = list({one.reason.rule: one.reason for one in plan.referrals}.values())
    asked = dict.fromkeys(words.sentence(r.advice.text) for r in reasons if r.advice)
    until = dict.fromkeys(words.sentence(r.until.text) for r in reasons if r.until)
    patient = plan.patient
    born = BORN(day=words.day(patient.birth_date)) if patient.birth_date else UNKNOWN()
    about = [ABOUT(name=patient.name, born=born.text, day=words.day(plan.today)).text]
    if plan.findings.using:
        about.append(
            USES(using=words.joined(one.treatment.replace("_", " ") for one in plan.findings.using)).text
        )
    end = [(WAITS if plan.outcome is Outcome.PLAN else NO_PLAN)().text]
    if plan.policy.phone:
        end.append(ANSWER(phone=plan.policy.phone).text)
    return Sheet(
        language="en",
        title=TITLE().text,
        lead=(URGENT if urgent else PLEASE)().text,
        stamp=stamp(plan),
        letter=None,
        blocks=(
            Block(paragraphs=(DEAR().text, *about)),
            Block(FOUND().text, items=tuple(f"{words.sentence(r.text.text)} ({r.rule})" for r in reasons)),
            Block(ASKED().text, items=(*asked, *until)),
            Block(paragraphs=tuple(end)),
            Block(paragraphs=(THANKS().text,), signatures=(Signature(SIGNED().text),), together=True),
        ),
    )
