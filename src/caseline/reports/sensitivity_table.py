"""The table of every other way to look at the leading outcome, or why it does not apply."""

from math import isfinite

from caseline.analysis.refusals import named_refusal, refusal
from caseline.claims.size import probability
from caseline.claims.words import Words as ClaimWords
from caseline.claims.words import words as claim_words
from caseline.effects.compare import Summary
from caseline.effects.guards import Run
from caseline.reports.report import Report
from caseline.reports.table import Table, make_table
from caseline.reports.words import Words


def sensitivity_table(report: Report) -> Table:
    """Each run with its effect, interval and probability; no rows where no effect is given."""
    found = report.rated.found if report.rated else None
    told = found is not None and found.claim.verdict is not None
    runs = found.analysis.sensitivity if found is not None and told else None
    words, say = report.words, claim_words(report.words.lang)
    rows = [_row(run, words, say) for run in (runs.runs if runs else ())]
    note = words.say("label", "runs_of", name=report.rated.name) if report.rated else ""
    return make_table(words, "sensitivity", "run effect interval p_better", rows, note)


def _row(run: Run, words: Words, say: ClaimWords) -> tuple[str, ...]:
    name, found = say.run(run.told), run.summary
    if found is None:
        return (name, "–", refusal(run.reason, words.lang), "–")
    return (
        name,
        say.number(found.mean, 2),
        _interval(found, words, say),
        probability(found.p_better, say).removeprefix("= "),
    )


def _interval(found: Summary, words: Words, say: ClaimWords) -> str:
    """Both ends; a test inverted on few orders has none."""
    if not (isfinite(found.low) and isfinite(found.high)):
        return named_refusal("no_bound", words.lang)
    low, high = say.number(found.low, 2), say.number(found.high, 2)
    return words.say("number", "between", low=low, high=high)
