"""Tables of published rules: the classification criteria and FM30."""

from caseline.criteria import Criterion
from caseline.reports.phrase import span
from caseline.reports.report import Report
from caseline.reports.spoken import label_of
from caseline.reports.table import Table, make_table
from caseline.reports.words import Words


def criteria_table(report: Report) -> Table:
    """The three published criteria at each visit that has their scores."""
    words = report.words
    rows = [
        (
            words.say("criterion", one.id),
            span(diagnosis.visit.when, words),
            words.say("criterion", f"met_{str(one.met).lower()}"),
            why(one, words),
        )
        for diagnosis in report.diagnoses
        for one in diagnosis.criteria
    ]
    return make_table(words, "criteria", "criterion on met decided", rows)


def why(one: Criterion, words: Words) -> str:
    """What decided, in words."""
    reached = words.say("criterion", f"thresholds_{str(one.thresholds_reached).lower()}")
    parts = "; ".join(words.say("part", part.id) for part in one.why)
    return f"{reached} {words.say('criterion', f'why_{str(one.met).lower()}', parts=parts)}"


def responder_table(report: Report) -> Table:
    """The parts of FM30, and whether it is met."""
    words = report.words
    short, long = report.responders
    rows = [
        (
            words.say("part", part.domain, percent=part.at_least_percent),
            label_of(part.outcome_id, words) if part.outcome_id else "–",
            words.value(part.reached),
        )
        for part in long.parts
    ]
    made = make_table(words, "responder", "part outcome met", rows)
    note = words.say(
        "answer", "clinician_fm30", short=words.value(short.met), long=words.value(long.met)
    )
    return Table(made.id, made.title, made.head, made.rows, note)
