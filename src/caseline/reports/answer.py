"""What may be said of a course: change only, in plain words and for a clinician."""

from dataclasses import dataclass

from caseline.charts.labels import number
from caseline.course.model import Course
from caseline.course.phases import design
from caseline.course.time import observed_days, on_drug_days
from caseline.effects.change import Change, threshold_reached
from caseline.effects.course_rows import looked_at
from caseline.effects.diagnosis import Diagnosis
from caseline.effects.responder import Responder
from caseline.effects.window import Window
from caseline.record import NOT_ON_RECORD
from caseline.reports.clinician import clinician_lines
from caseline.reports.phrase import (
    days,
    listing,
    percent,
    span,
    value_of,
)
from caseline.reports.spoken import highest_mark, mdc_text, points, subject, value_text
from caseline.reports.words import Words


@dataclass(frozen=True, slots=True)
class Answer:
    """The three answers, the headline, and what a clinician reads."""

    headline: str
    changed: tuple[str, ...]
    treatment: str
    others: str
    side_effects: str
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
                self.time,
                self.advice,
            ]
        )


def answer(
    course: Course,
    changes: tuple[Change, ...],
    diagnosed: tuple[Diagnosis, ...],
    responders: tuple[Responder, ...],
    words: Words,
) -> Answer:
    """What this course may be said to show."""
    shown = [change for change in changes if change.outcome.rule.main]
    in_order = sorted(shown, key=lambda change: _rank(change, course))
    time = words.say(
        "answer",
        "time",
        observed=days(observed_days(course), words),
        on_drug=days(on_drug_days(course), words),
    )
    return Answer(
        headline=_headline(in_order, course, words),
        changed=tuple(told(change, course, words) for change in in_order),
        treatment=_treatment(course, words),
        others=words.say("answer", "others"),
        side_effects=_side_effects(course, words),
        time=time,
        advice=words.say("answer", "advice"),
        clinician=(
            *clinician_lines(course, in_order, diagnosed, responders, words),
            time,
            _treatment(course, words),
            _side_effects(course, words),
        ),
    )


def told(change: Change, course: Course, words: Words) -> str:
    """The change in one outcome in plain sentences."""
    if change.change is None or change.baseline is None or change.last is None:
        return _one_sided(change, words)
    sentences = [_moved(change, change.baseline, change.last, words)]
    mdc = mdc_text(change.mdc, words)
    sentences.append(words.say("answer", f"reliable_{change.reliable}", mdc=mdc))
    sentences += [_share(change, words), _threshold(change, course, words)]
    return " ".join(sentence for sentence in sentences if sentence)


def readings_text(change: Change, words: Words) -> str:
    """The ways to read the last value, in the source's words."""
    return listing([words.say("word", "quote", text=r.text) for r in change.readings], words)


def _rank(change: Change, course: Course) -> tuple[int, int]:
    primary = course.plan.primary
    leads = primary is not NOT_ON_RECORD and primary.outcome == change.outcome.id
    return (0 if leads else 1 if change.change is not None else 2, looked_at(change.outcome.id))


def _headline(changes: list[Change], course: Course, words: Words) -> str:
    for change in changes:
        baseline = change.baseline.mean if change.baseline else None
        if change.change is None or baseline is None or change.last_value is None:
            continue
        return words.say(
            "answer",
            "headline_same" if change.trend == "same" else "headline",
            subject=subject(change, words),
            baseline=value_of(baseline, change.outcome, words),
            last=value_of(change.last_value, change.outcome, words),
            of=number(change.outcome.rule.high, words.lang),
            cannot=words.say("answer", "not_here" if _is_trial(course) else "cannot"),
        )
    return words.say("answer", "headline_none")


def _moved(change: Change, baseline: Window, last: Window, words: Words) -> str:
    outcome = change.outcome
    name = "went"
    if len(change.readings) > 1:
        name = "readings"
    elif change.trend == "same":
        name = "stayed"
    return words.say(
        "answer",
        name,
        subject=subject(change, words),
        baseline=value_text(baseline.mean, change, words),
        last=value_text(change.last_value, change, words),
        of=number(outcome.rule.high, words.lang),
        baseline_when=span(baseline.when, words),
        last_when=span(last.when, words),
        readings=readings_text(change, words),
    )


def _one_sided(change: Change, words: Words) -> str:
    window = change.baseline or change.last
    name = "baseline_only" if change.baseline else "last_only"
    if window is None or (change.baseline and change.last):
        return words.say("answer", "no_phase", subject=subject(change, words))
    return words.say(
        "answer",
        name,
        subject=subject(change, words),
        baseline=value_text(window.mean, change, words),
        last=value_text(window.mean, change, words),
        of=number(change.outcome.rule.high, words.lang),
    )


def _share(change: Change, words: Words) -> str:
    if change.trend != "better" or change.percent is None:
        return ""
    if not any(reached.mark.kind == "impact" for reached in change.marks):
        return ""
    label = highest_mark(change)
    share = percent(change.percent, words)
    if label is None:
        return words.say("answer", "share_none", percent=share)
    return words.say("answer", "share", label=words.say("impact", label), percent=share)


def _threshold(change: Change, course: Course, words: Words) -> str:
    reached = threshold_reached(course, change)
    if reached is None or course.plan.threshold is NOT_ON_RECORD:
        return ""
    wanted = course.plan.threshold.points
    said = points(wanted, wanted, words)
    return words.say("answer", f"threshold_{reached}", points=said)


def _treatment(course: Course, words: Words) -> str:
    return words.say("answer", "treatment_trial" if _is_trial(course) else "treatment_not_shown")


def _is_trial(course: Course) -> bool:
    return course.allocation.order == "randomised" and design(course).n_switches > 1


def _side_effects(course: Course, words: Words) -> str:
    found = course.side_effects
    if found is NOT_ON_RECORD:
        return words.say("answer", "side_missing")
    if not found:
        return words.say("answer", "side_none")
    named = [f"{one.what} ({words.value(one.severity)})" for one in found]
    return words.say("answer", "side_some", list=listing(named, words))
