"""A score rule as part of an instrument's page."""

from collections.abc import Sequence
from fractions import Fraction

from caseline.instruments.markdown import bullets, listed, table
from caseline.instruments.model import BandSet, Cut, ErrorEstimate, Mark, ScoreRule
from caseline.instruments.numbers import spelled

UNVERIFIED = " (not verified at its source)"


def score_sections(rule: ScoreRule) -> list[str]:
    """The sections of one score: the rule, its bands, errors and marks."""
    return [
        f"### {rule.id}",
        _rule(rule),
        _bands(rule.bands),
        bullets(_band_note(bands) for bands in rule.bands if bands.note or bands.verify),
        _errors(rule.errors),
        _marks(rule.marks),
    ]


def _rule(rule: ScoreRule) -> str:
    divided = "" if rule.divisor == 1 else f", divided by {spelled(rule.divisor)}"
    what = "The answer to" if len(rule.of) == 1 else "The sum of"
    parts = listed(f"`{part}`" for part in rule.of)
    sentences = [
        f"{what} {parts}{divided}: {span(rule)}, {rule.worse} is worse (`{rule.source}`).",
        _missing(rule),
        f"Typed-in totals move in steps of {spelled(rule.step)}.",
        f"LOINC {rule.loinc}." if rule.loinc else "",
    ]
    return " ".join(one for one in sentences if one)


def _missing(rule: ScoreRule) -> str:
    if rule.missing_source:
        return (
            f"With at least {rule.at_least} of {len(rule.of)} parts answered the sum is weighted "
            f"by parts/answered (`{rule.missing_source}`); with fewer there is no score."
        )
    if rule.bounded:
        return "With a part missing there is no score, but its least and greatest value."
    return "With a part missing there is no score." if len(rule.of) > 1 else ""


def _bands(sets: Sequence[BandSet]) -> str:
    """The words of all authors side by side, one row wherever any of them changes."""
    if not sets:
        return ""
    begins = sorted({_position(cut) for bands in sets for cut in bands.cuts})
    rows = [
        (
            f"{'above' if above else 'from'} {spelled(at)}",
            *(_word(one, (at, above)) for one in sets),
        )
        for at, above in begins
    ]
    heads = [f"`{one.id}`" + (f", `{one.source}`" if one.id != one.source else "") for one in sets]
    return table(("score", *heads), rows)


def _position(cut: Cut) -> tuple[Fraction, bool]:
    return cut.at, cut.above


def _word(bands: BandSet, position: tuple[Fraction, bool]) -> str:
    return [cut.label for cut in bands.cuts if _position(cut) <= position][-1]


def _band_note(bands: BandSet) -> str:
    return f"`{bands.id}`: {bands.note or 'as published'}{UNVERIFIED if bands.verify else ''}"


def _errors(errors: Sequence[ErrorEstimate]) -> str:
    if not errors:
        return ""
    heads = ("measurement error", "standard deviation", "source", "note")
    return table(heads, [_error(error) for error in errors])


def _error(error: ErrorEstimate) -> tuple[str, ...]:
    note = error.note + (UNVERIFIED if error.verify else "")
    if error.reliability is None or error.sd is None:
        change = "" if error.mdc95 is None else f"smallest detectable {spelled(error.mdc95)}"
        return change, "", f"`{error.source}`", note
    kind = "ICC" if error.kind == "icc" else "alpha"
    assumed = " (assumed)" if error.reliability_assumed else ""
    basis = error.sd_basis if error.sd_assumed else f"{error.sd_basis}, `{error.sd_source}`"
    return (
        f"{kind} {spelled(error.reliability)}{assumed}",
        f"{spelled(error.sd)}: {basis}",
        f"`{error.source}`",
        note,
    )


def _marks(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    rows = [
        (
            f"{spelled(mark.at)} {'%' if mark.unit == 'percent' else 'points'}",
            mark.label,
            f"`{mark.source}`",
            mark.note + (UNVERIFIED if mark.verify else ""),
        )
        for mark in marks
    ]
    return table(("difference", "is called", "source", "note"), rows)


def span(rule: ScoreRule) -> str:
    """The range of a score in words."""
    return f"{spelled(rule.low)} to {spelled(rule.high)}"
