"""The consent form of a procedure, bound to one exact plan."""

from __future__ import annotations

from collections.abc import Iterator

from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Sheet, Signature
from turgor.documents.stamp import stamp
from turgor.documents.wording import evidence, words
from turgor.domain.courses import Course
from turgor.domain.messages import Phrase
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.treatments import Risk
from turgor.domain.verdicts import Reason, Status

TITLE = Phrase("consent.title", "Consent: {name}")
LEAD = Phrase(
    "consent.lead", "{sessions} for {zones}. Please read it at home, ask us anything, and take your time."
)
SESSIONS = (Phrase("consent.session", "{n} session"), Phrase("consent.sessions", "{n} sessions"))
DAYS = (Phrase("consent.day", "{n} day"), Phrase("consent.days", "{n} days"))
WHAT = Phrase("consent.what", "What we plan")
DATES = Phrase("consent.dates", "Planned on {days}.")
BENEFIT = Phrase("consent.benefit", "What it may do")
NO_PROMISE = Phrase("consent.no_promise", "We cannot promise a result.")
USUAL = Phrase("consent.usual", "What is usual after it")
DOWNTIME = Phrase("consent.downtime", "Redness or swelling for {usual}, and up to {most} in some people.")
RISKS = Phrase("consent.risks", "What may go wrong")
IN_100 = Phrase("consent.in_100", "{text}: about {n} in 100.")
LESS = Phrase("consent.less_than_1", "{text}: fewer than 1 in 100.")
YOURS = Phrase("consent.yours", "What is special for you")
SET_ASIDE = Phrase("consent.set_aside", "{text} We go on all the same, because: {why}")
ELSE = Phrase("consent.else", "What you can do instead")
NOTHING_ELSE = Phrase("consent.nothing", "You can do nothing: loose skin is not a disease.")
OTHERS = Phrase("consent.others", "You can have just the home care, or ask us about other ways.")
STOP = Phrase(
    "consent.stop",
    "You may say no at any time, also during a session. It does not change how we care for you.",
)
TICKS = (
    Phrase("consent.tick_read", "I have read this form, and my questions were answered."),
    Phrase("consent.tick_told", "I have told you about my health, my medicines and any pregnancy."),
    Phrase("consent.tick_results", "I know that a result cannot be promised."),
)
PHOTOS = Phrase("consent.photos", "Photos: tick only what you agree to")
PHOTO_TICKS = (
    Phrase("consent.photo_record", "For my record."),
    Phrase("consent.photo_teaching", "For teaching, so that nobody knows me."),
    Phrase("consent.photo_marketing", "For advertising."),
)
PHOTO_FREE = Phrase(
    "consent.photo_free", "You are treated just the same if you tick none. You may take a tick back."
)
SIGN = Phrase("consent.sign", "Signatures")
PATIENT, PRACTITIONER, INTERPRETER = (
    Phrase("consent.patient", "Patient"),
    Phrase("consent.practitioner", "Practitioner, who has explained it"),
    Phrase("consent.interpreter", "Interpreter, if one was there"),
)
BOUND = Phrase(
    "consent.bound",
    "This form belongs to plan {number} with the fingerprint {short}. It does not hold for any other plan.",
)
FULL = Phrase("consent.full", "Full fingerprint: {digest}")


def consents(job: Job) -> Iterator[Document]:
    """One for each procedure in the clinic."""
    told = {one.treatment: one for one in job.plan.instructions}
    seen: set[str] = set()
    for course in job.plan.courses:
        if course.treatment in told and course.treatment not in seen:
            seen.add(course.treatment)
            name = f"consent-{course.treatment.replace('.', '-').replace('_', '-')}"
            yield Document(
                Kind.CONSENT, name, "sheet", consent(job, course.treatment, told[course.treatment])
            )


def consent(job: Job, treatment: str, told: TreatmentInstructions) -> Sheet:
    """What the consent form of one procedure says; all its courses are on it."""
    plan = job.plan
    courses = [course for course in plan.courses if course.treatment == treatment]
    zones = [zone for course in courses for zone in course.zones]
    sessions = words.counted(sum(course.sessions for course in courses), *SESSIONS)
    lead = LEAD(sessions=words.opening(sessions), zones=words.the_places(zones, plan.zone_names))
    return Sheet(
        language="en",
        title=TITLE(name=words.inside(told.plain_name)).text,
        lead=lead.text,
        stamp=stamp(plan),
        blocks=(
            *_about(plan, courses, told),
            *_risks(told),
            *_special(plan, treatment),
            Block(ELSE().text, items=(NOTHING_ELSE().text, OTHERS().text, STOP().text)),
            Block(
                PHOTOS().text,
                ticks=tuple(p().text for p in PHOTO_TICKS),
                small=(PHOTO_FREE().text,),
                together=True,
            ),
            _signatures(job),
        ),
    )


def _about(plan: Plan, courses: list[Course], told: TreatmentInstructions) -> Iterator[Block]:
    ids = {course.id for course in courses}
    days = sorted(
        {visit.date for visit in plan.visits for session in visit.sessions if session.course in ids}
    )
    yield Block(WHAT().text, paragraphs=(DATES(days=words.joined(map(words.weekday_day, days))).text,))
    benefit = [evidence.in_words(told), NO_PROMISE().text]
    if told.instructions.expect:
        benefit.insert(0, words.sentence(told.instructions.expect))
    yield Block(BENEFIT().text, paragraphs=(" ".join(benefit),))
    usual, most = courses[0].downtime_days, max(course.downtime_days_max for course in courses)
    if most:
        text = DOWNTIME(usual=_days(usual), most=_days(most)).text
        yield Block(USUAL().text, paragraphs=(text,))


def _days(n: int) -> str:
    return words.counted(n, *DAYS)


def _risks(told: TreatmentInstructions) -> Iterator[Block]:
    if told.risks:
        yield Block(RISKS().text, items=tuple(map(risk_in_words, told.risks)))


def risk_in_words(risk: Risk) -> str:
    """A risk with its figure as people take it in: in 100, whole; only where a source gives one."""
    if risk.in_100 is None:
        return words.sentence(risk.text)
    if risk.in_100 < 1:
        return LESS(text=risk.text).text
    return IN_100(text=risk.text, n=round(risk.in_100)).text


def _special(plan: Plan, treatment: str) -> Iterator[Block]:
    """What asks for care in this patient, and what the practitioner set aside, with the reason given."""
    reasons = _cautions(plan, treatment)
    lines = [
        SET_ASIDE(text=words.sentence(r.text.text), why=r.overridden).text for r in reasons if r.overridden
    ]
    lines += [words.sentence((r.advice or r.text).text) for r in reasons if not r.overridden]
    if lines:
        yield Block(YOURS().text, items=tuple(dict.fromkeys(lines)))


def _cautions(plan: Plan, treatment: str) -> list[Reason]:
    days = {
        visit.date for visit in plan.visits for session in visit.sessions if session.treatment == treatment
    }
    found = [
        reason
        for verdict in plan.verdicts
        if verdict.treatment == treatment
        for period in verdict.timeline
        if any(day in period.span for day in days)
        for reason in period.reasons
        if reason.status is Status.CAUTION or reason.overridden
    ]
    return list({reason.rule: reason for reason in found}.values())


def _signatures(job: Job) -> Block:
    number, short = job.plan.number, " ".join(job.digest[i : i + 4] for i in range(0, 16, 4))
    return Block(
        SIGN().text,
        paragraphs=(BOUND(number=number, short=short).text,),
        ticks=tuple(phrase().text for phrase in TICKS),
        signatures=tuple(Signature(phrase().text) for phrase in (PATIENT, PRACTITIONER, INTERPRETER)),
        small=(FULL(digest=job.digest).text,),
        together=True,
    )
