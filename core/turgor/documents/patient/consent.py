"""The consent form of a procedure, bound to one exact plan: first what to know, then what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from turgor.documents.patient.alone import file_name, only
from turgor.documents.printing import Document, Job, Kind
from turgor.documents.sheet import Block, Sheet, Signature, Table, row
from turgor.documents.stamp import stamp
from turgor.documents.wording import evidence, words
from turgor.domain.messages import Phrase, spoken
from turgor.domain.plan import Plan, TreatmentInstructions
from turgor.domain.treatments import Risk, Standing
from turgor.domain.verdicts import Reason, Status

TITLE = Phrase("consent.title", "Consent: {name}")
LEAD = Phrase(
    "consent.lead", "{sessions} for {zones}. Please read it at home, ask us anything, and take your time."
)
SESSIONS = (Phrase("consent.session", "{n} session"), Phrase("consent.sessions", "{n} sessions"))
DAYS = (Phrase("consent.day", "{n} day"), Phrase("consent.days", "{n} days"))
WHAT = Phrase("consent.what", "What we do")
DATES = Phrase("consent.dates", "Planned on {days}.")
BENEFIT = Phrase("consent.benefit", "What it may do")
NO_PROMISE = Phrase("consent.no_promise", "We cannot promise a result.")
STUDY_PAPERS = Phrase("consent.study_papers", "The study has papers of its own. Read and sign them as well.")
USUAL = Phrase("consent.usual", "What is usual after it")
DOWNTIME = Phrase(
    "consent.downtime", "Redness, swelling or scabs for {usual}. In some people they last up to {most}."
)
LITTLE = Phrase(
    "consent.downtime_none", "Often no redness or swelling. In some people it lasts up to {most}."
)
RISKS = Phrase("consent.risks", "What may go wrong")
IN_100 = Phrase("consent.in_100", "{text}: about {n}\u00a0in\u00a0100")
LESS = Phrase("consent.less_than_1", "{text}: fewer than 1\u00a0in\u00a0100")
COUNTED = Phrase("consent.counted", "A number stands only where a study has counted: {sources}.")
NOT_COUNTED = Phrase("consent.not_counted", "We have no study that counted how often.")
NO_RISKS = Phrase("consent.no_risks", "No risks are written here. Ask us what may go wrong before you sign.")
YOURS = Phrase("consent.yours", "What is special for you")
NOTES = Phrase("consent.notes", "These are notes of the clinic. Ask us to explain each one.")
NOTE, SO_WE = Phrase("consent.note", "Note"), Phrase("consent.so_we", "What we do about it")
SET_ASIDE = Phrase("consent.set_aside", "We go on all the same: {why}")
ELSE = Phrase("consent.else", "What you can do instead")
NOTHING_ELSE = Phrase("consent.nothing", "You can do nothing. Loose skin is not a disease.")
HOME_ONLY = Phrase("consent.home_only", "You can have just the home care.")
OTHERS = Phrase("consent.others", "We can talk about these: {names}.")
STOP_TITLE = Phrase("consent.stop_title", "You may say no at any time")
STOP = Phrase(
    "consent.stop", "You may stop at any time, also during a session. We care for you just the same."
)
ASKED = Phrase("consent.asked", "What I want to ask")
WE_ANSWER = Phrase("consent.we_answer", "We go through your questions before you sign.")
TICKS = (
    Phrase("consent.tick_read", "I have read this form, and my questions were answered."),
    Phrase("consent.tick_told", "I have told you about my health, my medicines and any pregnancy."),
    Phrase("consent.tick_results", "I know what may go wrong, and that no one can promise a result."),
    Phrase("consent.tick_agree", "I want this treatment, as it stands on this form."),
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
    Phrase("consent.practitioner", "Who has told you about it (for the clinic)"),
    Phrase("consent.interpreter", "Interpreter, if one was there"),
)
BOUND = Phrase(
    "consent.bound",
    "This form belongs to plan {number} with the fingerprint {short}. It does not hold for any other plan.",
)
FULL = Phrase("consent.full", "Full fingerprint: {digest}")
NOT_CHOSEN = "schedule.not_chosen"  # the planner's word for what was possible and less good
LINES_TO_ASK = 2
SHORT = 16  # hexadecimal digits of the fingerprint that are read out and compared by eye


def consents(job: Job) -> Iterator[Document]:
    """One for each procedure in the clinic."""
    told = {one.treatment: one for one in job.plan.instructions}
    for treatment in dict.fromkeys(course.treatment for course in job.plan.courses):
        if treatment in told:
            page = consent(job, told[treatment])
            yield Document(Kind.CONSENT, file_name("consent", treatment), "sheet", page)


def consent(job: Job, told: TreatmentInstructions) -> Sheet:
    """What the consent form of one procedure says; all its courses are on it."""
    alone = only(job.plan, told.treatment)
    zones = [zone for course in alone.courses for zone in course.zones]
    sessions = words.counted(sum(course.sessions for course in alone.courses), *SESSIONS)
    return Sheet(
        language=spoken().tag,
        title=TITLE(name=words.inside(told.plain_name)).text,
        lead=LEAD(sessions=words.opening(sessions), zones=words.the_places(zones, alone.zone_names)).text,
        stamp=stamp(job.plan),
        blocks=(
            *_about(alone, told),
            *_after(alone),
            _risks(alone, told),
            *_special(alone, told.treatment),
            *_choices(alone),
            _photos(),
            _signatures(job),
        ),
    )


def _about(alone: Plan, told: TreatmentInstructions) -> Iterator[Block]:
    days = words.joined(words.weekday_day(visit.date).replace(" ", words.NO_BREAK) for visit in alone.visits)
    what = (told.instructions.what, DATES(days=days).text)
    yield Block(WHAT().text, paragraphs=tuple(part for part in what if part))
    benefit = (words.sentence(told.instructions.expect), evidence.in_words(told), NO_PROMISE().text)
    study = (STUDY_PAPERS().text,) if told.standing is Standing.INVESTIGATIONAL else ()
    yield Block(BENEFIT().text, paragraphs=(" ".join(filter(None, benefit)), *study))


def _after(alone: Plan) -> Iterator[Block]:
    usual = max(course.downtime_days for course in alone.courses)
    if most := max(course.downtime_days_max for course in alone.courses):
        phrase = DOWNTIME if usual else LITTLE
        yield Block(USUAL().text, paragraphs=(phrase(usual=_days(usual), most=_days(most)).text,))


def _days(n: int) -> str:
    return words.counted(n, *DAYS)


def _risks(alone: Plan, told: TreatmentInstructions) -> Block:
    if not told.risks:
        return Block(RISKS().text, paragraphs=(NO_RISKS().text,))
    cited = {source.id: source.citation.rstrip(".") for source in alone.sources}
    counted = dict.fromkeys(
        cited.get(id_, id_) for risk in told.risks if risk.in_100 is not None for id_ in risk.sources
    )
    figures = COUNTED(sources="; ".join(counted)) if counted else NOT_COUNTED()
    return Block(RISKS().text, items=tuple(map(risk_in_words, told.risks)), small=(figures.text,))


def risk_in_words(risk: Risk) -> str:
    """A risk with its figure as people take it in: in 100, whole; only where a source gives one."""
    if risk.in_100 is None:
        return risk.text
    if risk.in_100 < 1:
        return LESS(text=risk.text).text
    return IN_100(text=risk.text, n=round(risk.in_100)).text


def _special(alone: Plan, treatment: str) -> Iterator[Block]:
    """What asks for care in this patient, and what the practitioner set aside, with the reason given."""
    rows = tuple(
        row(words.sentence(reason.text.text), _answer(reason)) for reason in _cautions(alone, treatment)
    )
    if rows:
        table = Table((NOTE().text, SO_WE().text), rows, (42, 58), ticked=True, lists=True)
        yield Block(YOURS().text, paragraphs=(NOTES().text,), table=table)


def _answer(reason: Reason) -> str:
    if reason.overridden:
        return words.sentence(SET_ASIDE(why=reason.overridden).text)
    return words.sentence(reason.advice.text) if reason.advice else words.NOTHING


def _cautions(alone: Plan, treatment: str) -> list[Reason]:
    """What holds on a day of a session: cautions, and what a practitioner set aside."""
    days = {visit.date for visit in alone.visits}
    found = (
        reason
        for verdict in alone.verdicts
        if verdict.treatment == treatment
        for period in verdict.timeline
        if any(day in period.span for day in days)
        for reason in period.reasons
        if reason.status is Status.CAUTION or reason.overridden
    )
    return list({reason.rule: reason for reason in found}.values())


def _choices(plan: Plan) -> Iterator[Block]:
    names = {verdict.treatment: words.inside(verdict.plain_name) for verdict in plan.verdicts}
    others = [names[id_] for id_, why in plan.left_out if why.key == NOT_CHOSEN and id_ in names]
    items = (NOTHING_ELSE().text, HOME_ONLY().text)
    told = (OTHERS(names=words.joined(others)).text,) if others else ()
    yield Block(ELSE().text, items=(*items, *told), together=True)
    yield Block(STOP_TITLE().text, paragraphs=(STOP().text,), leads=True)
    yield Block(ASKED().text, lines=LINES_TO_ASK, small=(WE_ANSWER().text,), together=True)


def _photos() -> Block:
    ticks = tuple(phrase().text for phrase in PHOTO_TICKS)
    return Block(PHOTOS().text, ticks=ticks, small=(PHOTO_FREE().text,), together=True)


def _signatures(job: Job) -> Block:
    """At least two lines of what is agreed to stand on the page that is signed."""
    short = words.NO_BREAK.join(wrap(job.digest[:SHORT], 4))
    bound = BOUND(number=job.plan.number, short=short)
    return Block(
        SIGN().text,
        paragraphs=(bound.text,),
        ticks=tuple(phrase().text for phrase in TICKS),
        signatures=tuple(Signature(phrase().text) for phrase in (PATIENT, PRACTITIONER, INTERPRETER)),
        small=(FULL(digest=" ".join(wrap(job.digest, 8))).text,),
        together=True,
    )
