"""The short facts at the head of a report, its notes and its sources, as text."""

from dataclasses import dataclass

from caseline.charts.labels import number
from caseline.course.model import Course, Outcome
from caseline.course.time import observed_days, on_drug_days
from caseline.effects.change import Change
from caseline.effects.diagnosis import Diagnosis
from caseline.instruments.model import Source
from caseline.record import NOT_ON_RECORD
from caseline.reports.phrase import days, listing, span, span_of
from caseline.reports.report import Report
from caseline.reports.spoken import label_of
from caseline.reports.words import Words

# Salaffi et al. 2016, J Pain Res, doi:10.2147/JPR.S100829: 83 % of 353 Italian patients.
LOWER_BACK_PERCENT, LOWER_BACK_OF = 83, 353
LOWER_BACK_SOURCE = "Salaffi 2016, doi:10.2147/JPR.S100829"
MANY_MARKED = 15  # of 19: so many that an unmarked lower back is worth a question


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value."""

    label: str
    value: str


def facts(report: Report) -> tuple[Fact, ...]:
    """What the reader needs first: what, for what, how recorded, how long."""
    words, course = report.words, report.course
    doses = [dose for dose in course.treatment.doses if dose.amount > 0]
    most = max((dose.amount for dose in doses), default=None)
    amount = f", {number(most, words.lang)} {course.treatment.unit}" if most else ""
    return (
        Fact(words.say("label", "diagnosis"), words.value(course.diagnosis.name)),
        Fact(words.say("label", "treatment"), f"{course.treatment.name}{amount}"),
        Fact(words.say("label", "record"), words.say("provenance", course.provenance)),
        Fact(words.say("label", "observed"), _observed(course, words)),
        Fact(words.say("label", "on_drug"), days(on_drug_days(course), words)),
    )


def _observed(course: Course, words: Words) -> str:
    dates = span(course.span, words)
    return dates if course.span.one_date else f"{dates} ({days(observed_days(course), words)})"


def start(report: Report) -> tuple[Fact, ...]:
    """WPI, generalised pain and severity at the first visit that has them."""
    words = report.words
    if not report.diagnoses:
        return ()
    first = report.diagnoses[0]
    found = []
    for label, value, of in (
        (label_of("fsq.wpi", words), first.wpi, 19),
        (words.say("label", "generalised"), first.generalised, 5),
        (label_of("fsq.severity", words), first.severity, 31),
    ):
        if value is not NOT_ON_RECORD:
            text = span_of(float(value.low), float(value.high), words)
            found.append(Fact(label, words.say("word", "of", value=text, of=of)))
    return tuple(found)


def notes(report: Report) -> tuple[str, ...]:
    """What to know about the measures before reading their numbers."""
    words = report.words
    followed = {change.outcome.id for change in report.changes}
    found = []
    if "fsq.sss" in followed:
        found += [words.say("note", "sss_bands"), words.say("note", "sss_lag")]
    if "sss-2010.sss" not in followed and _is_entered("fsq.sss", report.course):
        found.append(words.say("note", "sss_version"))
    found += [_lower_back(one, report) for one in report.diagnoses[:1] if _lower_back_odd(one)]
    if any(_is_mean(change) for change in report.changes):
        found.append(words.say("note", "weeks"))
    if any(_unequal(change) for change in report.changes):
        found.append(words.say("note", "windows"))
    used = [one.outcome_id for one in report.responders[-1].parts if one.outcome_id]
    if used:
        parts = listing([label_of(one, words) for one in used], words)
        found.append(words.say("note", "responder_group", parts=parts))
    return tuple(found)


def _unequal(change: Change) -> bool:
    """Whether a summary of a span stands against a single date."""
    first, last = change.baseline, change.last
    if first is None or last is None:
        return False
    return not first.when.one_date and first.n == 1 and last.when.one_date


def sources(report: Report) -> tuple[str, ...]:
    """Every source of the course and of its instruments' numbers, once."""
    instruments = {c.outcome.instrument.ref: c.outcome.instrument for c in report.changes}
    found = [*report.course.sources]
    for instrument in instruments.values():
        found += instrument.sources
    cited = [_cite(source) for source in found]
    criteria = [one.source for d in report.diagnoses[:1] for one in d.criteria]
    return tuple(dict.fromkeys(cited + criteria))


def _cite(source: Source) -> str:
    return f"{source.cite}, doi:{source.doi}" if source.doi else source.cite


def _is_mean(change: Change) -> bool:
    return change.baseline is not None and change.baseline.n > 1


def _is_entered(outcome_id: str, course: Course) -> bool:
    """Whether a total was entered, of which the form with its items is not at hand."""
    totals = [total for visit in course.visits for total in visit.totals]
    return any(Outcome(total.instrument, total.rule).id == outcome_id for total in totals)


def _lower_back_odd(first: Diagnosis) -> bool:
    return len(first.marked) >= MANY_MARKED and first.sites.get("lowerback") is False


def _lower_back(first: Diagnosis, report: Report) -> str:
    return report.words.say(
        "note",
        "lowerback",
        n=len(first.marked),
        of=LOWER_BACK_OF,
        percent=LOWER_BACK_PERCENT,
        source=LOWER_BACK_SOURCE,
    )
