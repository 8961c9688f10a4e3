"""What a clinician reads: one line for each outcome, then rules, design and time."""

from fractions import Fraction

from caseline.charts.labels import outcome_name
from caseline.course.model import Course
from caseline.course.phases import design
from caseline.effects.change import Change
from caseline.effects.diagnosis import Diagnosis
from caseline.effects.responder import Responder
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.phrase import listing, percent, span_of
from caseline.reports.spoken import (
    answer_text,
    highest_mark,
    is_open,
    mdc_text,
    moved_text,
    say_of,
    value_text,
)
from caseline.reports.words import Words


def clinician_lines(
    course: Course,
    changes: list[Change],
    diagnosed: tuple[Diagnosis, ...],
    responders: tuple[Responder, ...],
    words: Words,
) -> tuple[str, ...]:
    """The record in brief, with every number and its error."""
    return (
        *(_line(change, words) for change in changes if change.baseline or change.last),
        *_start(diagnosed, words),
        *_status(diagnosed, words),
        _responders(responders, words),
        _design(course, words),
    )


def _line(change: Change, words: Words) -> str:
    name = outcome_name(change.outcome, words.lang)
    if change.baseline is None:
        last = answer_text(change.last_value, change, words)
        return say_of(change, "clinician_last", words, name=name, last=last)
    baseline = value_text(change.baseline.mean, change, words)
    if change.last is None:
        return say_of(change, "clinician_one", words, name=name, baseline=baseline)
    share = f" ({percent(change.percent, change.outcome, words)})" if change.percent else ""
    return say_of(
        change,
        "clinician_change",
        words,
        name=name,
        baseline=baseline,
        last=value_text(change.last_value, change, words),
        change=moved_text(change, words),
        percent=share,
        mdc=mdc_text(change, words),
        reliable=say_of(change, f"reliable_words_{change.reliable}", words),
        marks=_marks(change, words),
    )


def _marks(change: Change, words: Words) -> str:
    label = highest_mark(change)
    if label is None:
        return ""
    text = words.say("impact", label)
    if is_open(change):
        text = words.say("impact", "at_least", label=text)
    return f"; IMMPACT: {text}"


def _start(diagnosed: tuple[Diagnosis, ...], words: Words) -> list[str]:
    if not diagnosed or diagnosed[0].wpi is NOT_ON_RECORD:
        return []
    first = diagnosed[0]
    return [
        words.say(
            "answer",
            "clinician_start",
            wpi=_measure(first.wpi, words, 19),
            regions=_measure(first.generalised, words, 5),
            fs=_measure(first.severity, words, 31),
        )
    ]


def _measure(value: Interval | NotOnRecord, words: Words, of: int) -> str:
    if value is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    shown = span_of(float(value.low), float(value.high), words)
    return words.say("word", "of", value=shown, of=of)


def _status(diagnosed: tuple[Diagnosis, ...], words: Words) -> list[str]:
    """Whether the newest criteria are met at the last visit, where there are two or more."""
    if len(diagnosed) < 2:
        return []
    last = diagnosed[-1]
    newest = last.criteria[-1]
    name = words.say("criterion", newest.id)
    if newest.met != "unknown":
        return [words.say("answer", "status_yes" if newest.met else "status_no", name=name)]
    why = []
    if last.wpi is NOT_ON_RECORD:
        why.append(words.say("answer", "status_wpi"))
    if last.sss is not NOT_ON_RECORD and last.sss.low >= Fraction(5):
        sss = span_of(float(last.sss.low), float(last.sss.high), words)
        why.append(words.say("answer", "status_sss_still", sss=sss))
    why = why or [words.say("answer", "status_open")]
    return [words.say("answer", "status_unknown", why=listing(why, words))]


def _responders(responders: tuple[Responder, ...], words: Words) -> str:
    short, long = (words.value(one.met) for one in responders)
    return words.say("answer", "clinician_fm30", short=short, long=long)


def _design(course: Course, words: Words) -> str:
    return words.say(
        "answer",
        "clinician_design",
        letters="–".join(design(course).letters) or words.say("word", "not_on_record"),
        provenance=words.say("provenance", course.provenance),
    )
