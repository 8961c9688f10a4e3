"""What a clinician reads: one line for each outcome, then rules, design and time."""

from fractions import Fraction

from caseline.course.model import Course
from caseline.course.phases import design
from caseline.effects.change import Change
from caseline.effects.diagnosis import Diagnosis
from caseline.effects.responder import Responder
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.phrase import listing, percent, signed, span_of
from caseline.reports.spoken import highest_mark, mdc_text, subject, value_text
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
        *(_line(change, words) for change in changes if change.baseline),
        *_start(diagnosed, words),
        *_status(diagnosed, words),
        _responders(responders, words),
        _design(course, words),
    )


def _line(change: Change, words: Words) -> str:
    name = subject(change, words)
    baseline = value_text(change.baseline.mean if change.baseline else None, change, words)
    if change.change is None:
        return words.say("answer", "clinician_one", name=name, baseline=baseline)
    share = f" ({percent(change.percent, words)})" if change.percent else ""
    label = highest_mark(change)
    return words.say(
        "answer",
        "clinician_change",
        name=name,
        baseline=baseline,
        last=value_text(change.last_value, change, words),
        change=signed(change.change, words),
        percent=share,
        mdc=mdc_text(change.mdc, words),
        reliable=words.say("answer", f"reliable_words_{change.reliable}"),
        marks=f"; IMMPACT: {words.say('impact', label)}" if label else "",
    )


def _start(diagnosed: tuple[Diagnosis, ...], words: Words) -> list[str]:
    if not diagnosed or diagnosed[0].wpi is NOT_ON_RECORD:
        return []
    first = diagnosed[0]
    return [
        words.say(
            "answer",
            "clinician_start",
            wpi=_measure(first.wpi, words),
            regions=_measure(first.generalised, words),
            fs=_measure(first.severity, words),
        )
    ]


def _measure(value: Interval | NotOnRecord, words: Words) -> str:
    if value is NOT_ON_RECORD:
        return words.say("word", "not_on_record")
    return span_of(float(value.low), float(value.high), words)


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
        why.append(words.say("answer", "status_sss_still", sss=_measure(last.sss, words)))
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
        blinding=words.value(course.blinding.patient),
        order=words.value(course.allocation.order),
    )
