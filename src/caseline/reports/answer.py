"""What may be said of a course: what changed, and how far the treatment can be the reason."""

from dataclasses import dataclass

from caseline.analysis.harmed import harmed
from caseline.analysis.versions import versions_of
from caseline.charts.labels import number
from caseline.claims import Level
from caseline.course.model import Course
from caseline.course.time import observed_days, on_drug_days
from caseline.effects.change import Change
from caseline.effects.course_rows import looked_at
from caseline.effects.diagnosis import Diagnosis
from caseline.effects.responder import Responder
from caseline.record import NOT_ON_RECORD
from caseline.reports.changed import told
from caseline.reports.clinician import clinician_lines
from caseline.reports.compared import COMPARED, comparison
from caseline.reports.phrase import days, listing, value_of
from caseline.reports.rated import Rated
from caseline.reports.spoken import is_step, say_of, subject
from caseline.reports.words import Words


@dataclass(frozen=True, slots=True)
class Answer:
    """The three answers, the headline, and what a clinician reads."""

    headline: str
    changed: tuple[str, ...]
    treatment: str
    others: str
    side_effects: str
    harms: str
    time: str
    advice: str
    clinician: tuple[str, ...]

    @property
    def patient(self) -> str:
        """The plain answer as one text."""
        return " ".join(
            [
                self.headline,
                *self.changed,
                self.treatment,
                self.side_effects,
                self.harms,
                self.time,
                self.advice,
            ]
        )


def answer(
    course: Course,
    changes: tuple[Change, ...],
    diagnosed: tuple[Diagnosis, ...],
    responders: tuple[Responder, ...],
    rated: Rated | None,
    words: Words,
) -> Answer:
    """What this course may be said to show."""
    shown = [change for change in changes if change.outcome.rule.main]
    in_order = sorted(shown, key=lambda change: _rank(change, course))
    time = words.say(
        "answer",
        "time_one" if course.span.one_date else "time",
        observed=days(observed_days(course), words),
        on_drug=days(on_drug_days(course), words),
    )
    return Answer(
        headline=_headline(in_order, course, rated, words),
        changed=tuple(told(change, course, words) for change in in_order),
        treatment=_treatment(course, rated, words),
        others=words.say("answer", "others"),
        side_effects=_side_effects(course, words),
        harms=_harms(course, words),
        time=time,
        advice=words.say("answer", "advice"),
        clinician=(
            *clinician_lines(course, in_order, diagnosed, responders, words),
            time,
            *(rated.clinician if rated else _unrated(course, words)),
        ),
    )


def _unrated(course: Course, words: Words) -> tuple[str, ...]:
    """What a clinician reads where nothing can be compared."""
    return (
        _treatment(course, None, words),
        harmed(course, words.lang, "clinician"),
        versions_of(course).told(words.lang),
    )


def _rank(change: Change, course: Course) -> tuple[int, int]:
    primary = course.plan.primary
    leads = primary is not NOT_ON_RECORD and primary.outcome == change.outcome.id
    return (0 if leads else 1 if change.change is not None else 2, looked_at(change.outcome.id))


def _headline(changes: list[Change], course: Course, rated: Rated | None, words: Words) -> str:
    claimed = _claimed(rated, words)
    if rated is not None and rated.size and comparison(course) == "trial":
        name = rated.name[:1].upper() + rated.name[1:]
        return words.say("answer", "headline_trial", name=name, size=rated.size, claim=claimed)
    for change in changes:
        baseline = change.baseline.mean if change.baseline else None
        if change.change is None or baseline is None or change.last_value is None:
            continue
        return say_of(
            change,
            _headline_form(change),
            words,
            subject=subject(change, words),
            baseline=value_of(baseline, change.outcome, words),
            last=value_of(change.last_value, change.outcome, words),
            of=number(change.outcome.rule.high, words.lang),
            cannot=claimed,
        )
    return words.say("answer", "headline_none")


def _headline_form(change: Change) -> str:
    if change.trend in ("same", "unclear"):
        return f"headline_{change.trend}"
    return "headline" if is_step(change) else "headline_was"


def _claimed(rated: Rated | None, words: Words) -> str:
    """How far the treatment as a whole can be the reason, from the level that says more than C1."""
    if rated is None or rated.finding is None or rated.found.claim.package <= Level.C1:
        return words.say("answer", "cannot")
    return _sentence(rated.package)


def _treatment(course: Course, rated: Rated | None, words: Words) -> str:
    if rated is None:
        compared = comparison(course)
        return words.say("answer", f"treatment_{compared if compared not in COMPARED else 'open'}")
    claim = rated.found.claim
    told = _level("claim_package", claim.package, rated.package, words)
    not_shown = words.say("answer", "drug_not_shown")
    if rated.finding is None or claim.package <= Level.C1:
        return f"{not_shown} {told}"
    drug = _level("claim_drug", claim.drug, rated.drug, words)
    return f"{told} {drug} {not_shown}" if claim.drug <= Level.C1 else f"{told} {drug}"


def _level(name: str, level: Level, sentence: str, words: Words) -> str:
    """A claim with its level; German begins a whole sentence after a colon with a capital."""
    told = _sentence(sentence) if words.lang == "de" else sentence
    return words.say("answer", name, level=level.name, sentence=told)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _harms(course: Course, words: Words) -> str:
    """The side effects by what was given; "" where there are none or none is on record."""
    found = course.side_effects
    return "" if found is NOT_ON_RECORD or not found else harmed(course, words.lang, "clinician")


def _side_effects(course: Course, words: Words) -> str:
    found = course.side_effects
    if found is NOT_ON_RECORD:
        return words.say("answer", "side_missing")
    if not found:
        return words.say("answer", "side_none")
    named = [
        one.what if one.severity is NOT_ON_RECORD else f"{one.what} ({words.value(one.severity)})"
        for one in found
    ]
    return words.say("answer", "side_some", list=listing(named, words))
