"""How far one outcome moved, in plain sentences."""

from collections.abc import Iterable

from caseline.charts.labels import number
from caseline.course.model import Course
from caseline.effects.change import Change, threshold_reached
from caseline.effects.window import Window
from caseline.record import NOT_ON_RECORD
from caseline.reports.phrase import listing, percent, span
from caseline.reports.spoken import (
    answer_text,
    highest_mark,
    is_open,
    is_step,
    mdc_text,
    points,
    say_of,
    subject,
    value_text,
)
from caseline.reports.words import Words


def told(change: Change, course: Course, words: Words) -> str:
    """The change in one outcome, against error and importance, or why there is none."""
    sentences = [*_values(change, words)]
    if change.change is not None:
        if change.trend == "unclear":
            sentences.append(say_of(change, "unclear", words))
        sentences += [_reliable(change, words), _share(change, words)]
        sentences.append(_threshold(change, course, words))
    return " ".join(sentence for sentence in sentences if sentence)


def _values(change: Change, words: Words) -> list[str]:
    """Both values with their dates; of a value with several readings, how it can be read."""
    befores = _texts(reading.baseline_text for reading in change.readings)
    afters = _texts(reading.last_text for reading in change.readings)
    return [
        _value(change, bool(befores), bool(afters), words),
        _ways("readings_baseline", change, change.baseline, befores, words),
        _ways("readings_last", change, change.last, afters, words),
    ]


def _value(change: Change, befores: bool, afters: bool, words: Words) -> str:
    baseline, last = change.baseline, change.last
    return say_of(
        change,
        _form(change, befores, afters),
        words,
        subject=subject(change, words),
        baseline=value_text(baseline.mean if baseline else None, change, words),
        last=(value_text if baseline else answer_text)(change.last_value, change, words),
        of=number(change.outcome.rule.high, words.lang),
        baseline_when=span(baseline.when, words) if baseline else "",
        last_when=span(last.when, words) if last else "",
        baseline_n=_counted(baseline, words),
        last_n=_counted(last, words),
    )


def _form(change: Change, befores: bool, afters: bool) -> str:
    """The sentence for the values; `befores` and `afters`: whether these have several readings."""
    if change.baseline is None or change.last is None:
        one_sided = "baseline_only" if change.baseline else "last_only"
        return one_sided if change.baseline or change.last else "no_phase"
    if befores != afters and not change.by_condition:
        return "last" if befores else "first"
    if change.trend == "same":
        return "stayed"
    return "went" if is_step(change) else "was"


def _counted(window: Window | None, words: Words) -> str:
    """How many values a mean is of."""
    n = window.n if window else 0
    return words.say("drawn", "mean_of_one" if n == 1 else "mean_of", n=n)


def _texts(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _ways(key: str, change: Change, window: Window | None, texts: list[str], words: Words) -> str:
    if window is None or not texts:
        return ""
    several = len(texts) > 2
    return say_of(
        change,
        key,
        words,
        when=span(window.when, words),
        ways=words.say("ways", "several" if several else "two"),
        readings=listing([words.say("word", "quote", text=text) for text in texts], words),
        all=words.say("ways", "all" if several else "both"),
    )


def _reliable(change: Change, words: Words) -> str:
    name = f"{change.reliable}_{change.doubt}" if change.doubt else change.reliable
    return say_of(change, f"reliable_{name}", words, mdc=mdc_text(change, words))


def _share(change: Change, words: Words) -> str:
    if change.trend != "better" or change.percent is None:
        return ""
    if not any(reached.mark.kind == "impact" for reached in change.marks):
        return ""
    label = highest_mark(change)
    name = ("share_none" if label is None else "share") + ("_open" if is_open(change) else "")
    return words.say(
        "answer",
        name,
        label="" if label is None else words.say("impact", label),
        percent=percent(change.percent, change.outcome, words),
    )


def _threshold(change: Change, course: Course, words: Words) -> str:
    reached = threshold_reached(course, change)
    if reached is None or course.plan.threshold is NOT_ON_RECORD:
        return ""
    wanted = course.plan.threshold.points
    said = points(wanted, wanted, words, 2)
    return words.say("answer", f"threshold_{reached}", points=said)
