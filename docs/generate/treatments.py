"""One treatment as a clinician reads it: what it is, its numbers, its gaps, its rules, what the patient is told."""

from __future__ import annotations

from collections.abc import Iterator

from generate.markdown import bullets, cited, days, spaced, table
from generate.rules import in_brief, in_full
from turgor.domain.catalogue import Catalogue
from turgor.domain.doses import Dose
from turgor.domain.rules import Rule
from turgor.domain.terms import CourseTerms, RegimenTerms
from turgor.domain.treatments import Risk, Stance, Treatment
from turgor.domain.windows import Window
from turgor.rules import concerns

STANCES = {
    Stance.ALLOWED: "allowed",
    Stance.RELATIVE: "left out; a practitioner may override it with a written reason",
    Stance.ABSOLUTE: "left out; nobody may override it",
    Stance.UNDECLARED: "not declared, which blocks it",
}


def treatment_page(treatment: Treatment, catalogue: Catalogue, own: frozenset[str]) -> Iterator[str]:
    """Everything about a treatment; `own` are the rules that its modality brings."""
    yield f"## {treatment.name}\n"
    yield f'`{treatment.id}`, for patients "{treatment.plain_name}".\n'
    yield from bullets(_identity(treatment, catalogue))
    yield "**Numbers**\n"
    yield from bullets(_course(treatment.course) if treatment.course else _regimen(treatment.regimen))
    yield from _steps(treatment)
    yield from _exercises(treatment, catalogue)
    yield from _recorded(treatment, catalogue)
    yield from _measured(treatment, catalogue)
    yield from _skin(treatment, catalogue)
    yield from _rules(treatment, catalogue, own)
    yield from _instructions(treatment, catalogue)


def _identity(treatment: Treatment, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    words = catalogue.vocabulary
    yield "how it works", words.mechanisms[treatment.mechanism].meaning
    yield "role for firmness", treatment.role.value
    yield "evidence for firmness", spaced(treatment.evidence)
    yield "evidence for what it is best known for", spaced(treatment.overall_evidence or "")
    yield "standing", treatment.standing.value
    yield "suits laxity", ", ".join(treatment.laxity) or "every grade"
    yield "zones (clinic's default)", ", ".join(words.zones.name_of(zone) for zone in treatment.treats)
    age = "" if treatment.least_age is None else f"from {treatment.least_age} years"
    yield "age (clinic's default)", age or "not declared, which blocks it"
    yield "pregnancy", STANCES[treatment.pregnancy]
    yield "nursing", STANCES[treatment.lactation]
    kinds = (f"{spaced(trait)} ({words.traits[trait].meaning})" for trait in sorted(treatment.traits))
    yield "kinds, through which it inherits rules", "; ".join(kinds)
    yield "forms, the preferred first", ", ".join(treatment.forms)
    yield "answers the habits", ", ".join(words.risk_habits[habit].name for habit in treatment.answers)
    yield "brings with it", ", ".join(map(spaced, treatment.goes_with))
    needed = (words.prerequisites[id_].name for id_ in treatment.prerequisites)
    yield "must be done before (clinic's default)", ", ".join(needed)
    yield "sources", cited(treatment.sources, dict(words.sources))


def _course(course: CourseTerms) -> Iterator[tuple[str, str]]:
    sessions, interval = course.sessions, course.interval
    yield "sessions", f"{sessions.typical} usually, {sessions.minimum} at least, {sessions.maximum} at most"
    yield (
        "days between sessions",
        f"{interval.ideal_days} ideally, {interval.min_days} to {interval.max_days}",
    )
    yield "minutes of a session, numbing included", str(course.minutes)
    yield (
        "days of downtime after a session",
        f"{course.downtime_days} usually, up to {course.downtime_days_max}",
    )
    yield "result is measured", f"{course.peak_weeks} weeks after the last session"
    yield "maintenance", f"after {course.maintenance_days} days" if course.maintenance_days else "none"
    yield "a change may first be seen", f"after {course.onset_weeks} weeks" if course.onset_weeks else ""
    yield "lasts", f"{course.durability_months} months" if course.durability_months else ""


def _regimen(regimen: RegimenTerms | None) -> Iterator[tuple[str, str]]:
    if regimen:
        yield "dose", regimen.dose
        yield "when", regimen.slot.value
        yield "how (to the patient)", regimen.how
        yield "minutes of a use", str(regimen.minutes_per_use)
        yield "an effect may show", f"after {regimen.effect_weeks} weeks" if regimen.effect_weeks else ""
        full = regimen.full_effect_weeks
        yield "all of it was seen in studies", f"after {full} weeks" if full else ""
        yield "brings a day", ", ".join(map(_dose, regimen.daily_dose))


def _dose(dose: Dose) -> str:
    amount = f"{dose.least:g}" if dose.least == dose.most else f"{dose.least:g} to {dose.most:g}"
    forms = f" ({', '.join(dose.forms)})" if dose.forms else ""
    return f"{spaced(dose.substance)} {amount}{' a kilogram' if dose.per_kg else ''}{forms}"


def _exercises(treatment: Treatment, catalogue: Catalogue) -> Iterator[str]:
    """The moves of a programme, with who leaves one out."""
    words = catalogue.vocabulary
    rows = (
        (
            move.name,
            f"{move.sets} sets of {move.repeats}, held {move.hold_seconds} s",
            "; ".join(f"`{one.when}` ({one.severity})" for one in move.avoid_if),
            cited(move.sources, dict(words.sources)),
        )
        for move in (words.exercises[id_] for id_ in treatment.exercises)
    )
    yield from table(["move", "amount", "left out if", "sources"], rows)


def _recorded(treatment: Treatment, catalogue: Catalogue) -> Iterator[str]:
    """What is written down each time, and within which limits."""
    if treatment.recorded:
        yield "**Recorded of each session**\n" if treatment.course else "**Recorded of each report**\n"
        rows = (
            (
                f"{field.label} (`{field.id}`)",
                ", ".join(option.label for option in field.options) or field.unit or field.kind.value,
                "yes" if field.required else "",
                _range(field.minimum, field.maximum),
                cited(field.sources, dict(catalogue.vocabulary.sources)),
            )
            for field in treatment.recorded
        )
        yield from table(["field", "unit or choice", "required (clinic's default)", "range", "sources"], rows)


def _range(minimum: float | None, maximum: float | None) -> str:
    least = "" if minimum is None else f"from {minimum:g}"
    most = "" if maximum is None else f"up to {maximum:g}"
    return " ".join(part for part in (least, most) if part)


def _steps(treatment: Treatment) -> Iterator[str]:
    steps = treatment.regimen.steps if treatment.regimen else ()
    rows = (
        (str(step.per_week), "open" if step.weeks is None else str(step.weeks), step.dose, step.gate)
        for step in steps
    )
    yield from table(["days a week", "weeks", "dose", "taken only if (to the patient)"], rows)


def _measured(treatment: Treatment, catalogue: Catalogue) -> Iterator[str]:
    if treatment.effect_sizes:
        yield "**What was measured**\n"
        sources = dict(catalogue.vocabulary.sources)
        yield from (f"- {size.text} ({cited(size.sources, sources)})" for size in treatment.effect_sizes)
        yield ""
    if treatment.risks:
        yield "**Risks, as the consent form tells them**\n"
        sources = dict(catalogue.vocabulary.sources)
        yield from (f"- {_risk(risk)} ({cited(risk.sources, sources)})" for risk in treatment.risks)
        yield ""


def _skin(treatment: Treatment, catalogue: Catalogue) -> Iterator[str]:
    words, terms = catalogue.vocabulary, treatment.terms
    sources = dict(words.sources)
    yield "**What it leaves in the skin**\n"
    yield from table(
        ["state", "days, at least to at most", "only if", "basis", "sources", "note"],
        (
            (
                words.states[effect.state].meaning,
                f"{effect.lower_days} to {days(effect.upper_days)}",
                f"`{effect.when}`" if effect.when else "",
                effect.basis.value,
                cited(effect.sources, sources),
                effect.note,
            )
            for effect in terms.effects
        ),
    )
    yield "**What must be gone first**\n"
    yield from table(
        ["state", "gone for", "severity", "same visit", "basis", "sources", "note"],
        (
            (
                words.states[need.state].meaning,
                days(need.clear_days),
                need.severity.value,
                "allowed after it" if need.same_visit else "no",
                need.basis.value,
                cited(need.sources, sources),
                need.note,
            )
            for need in terms.needs
        ),
    )
    if terms.indifferent:
        minor = "; ".join(words.states[state].meaning.lower() for state in sorted(terms.indifferent))
        yield f"Looked at, and need not be gone: {minor}.\n"


def _rules(treatment: Treatment, catalogue: Catalogue, own: frozenset[str]) -> Iterator[str]:
    speaking = [rule for rule in catalogue.rules if concerns(rule, treatment)]
    mine = [rule for rule in speaking if rule.id in own]
    if mine:
        yield "**Its own rules**\n"
        yield from in_full(mine, catalogue)
    yield "**Rules that it inherits**\n"
    for trait in sorted(treatment.traits):
        through = [rule for rule in speaking if rule.id not in own and _first_trait(rule, treatment) == trait]
        if through:
            yield f"As {spaced(trait)}:\n"
            yield from in_brief(through, "core.md")
    yield "As every treatment:\n"
    yield from in_brief([rule for rule in speaking if not rule.applies_to], "core.md")


def _first_trait(rule: Rule, treatment: Treatment) -> str:
    """The kind under which a rule is listed, if several bring it."""
    return next(iter(sorted(treatment.traits.intersection(rule.applies_to))), "")


def _instructions(treatment: Treatment, catalogue: Catalogue) -> Iterator[str]:
    told = treatment.instructions
    yield "**What the patient is told**\n"
    for name, lines in (
        ("before", told.before),
        ("after", told.after),
        ("call the clinic the same day if", told.call_if),
        ("call an ambulance if", told.emergency),
        ("after a missed visit or night", (told.missed,) if told.missed else ()),
        ("what it is", (told.what,) if told.what else ()),
        ("what to expect", (told.expect,) if told.expect else ()),
    ):
        if lines:
            yield f"- {name}:"
            yield from (f"  - {line}" for line in lines)
    if told.windows:
        yield "- joined with other treatments, in days from the session (its day is 0):"
        yield from (f"  - {_window(window)}" for window in told.windows)
    yield from (
        ("", f"Sources: {cited(told.sources, dict(catalogue.vocabulary.sources))}.\n")
        if told.sources
        else ("",)
    )


def _window(window: Window) -> str:
    until = f", until {window.until}" if window.until else ""
    return f"{', '.join(window.topics)}: {window.from_} to {window.to}{until}"


def _risk(risk: Risk) -> str:
    return risk.text if risk.in_100 is None else f"{risk.text}: about {risk.in_100:g} in 100"
