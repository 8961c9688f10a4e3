"""A score rule from its TOML table, and the laws it must keep."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import get_args

from caseline.direction import Direction
from caseline.document import Table
from caseline.errors import CaselineError
from caseline.instruments.model import (
    AnswerScale,
    BandSet,
    Cut,
    ErrorEstimate,
    Mark,
    MarkKind,
    Reliability,
    ScoreRule,
    Unit,
)
from caseline.instruments.numbers import common, ends_in_decimals, exact, numbers, spelled


def read_rule(
    table: Table, parts: Mapping[str, AnswerScale], sources: Collection[str]
) -> ScoreRule:
    """The rule of one [[score]] table.

    `parts` are the scales of the items and of the scores above it, by id; `sources` the keys
    of the file's sources.

    Raises
    ------
    InstrumentError
        A part that is not there (yet), a range that parts and divisor do not give, bands with
        a gap, a number without a source.
    """
    score_id = table.text("id")
    table.place = f"score '{score_id}'"
    of = _parts(table, parts)
    at_least, missing_source = _missing(table, len(of), sources)
    divisor = exact(table, "divisor") if table.has("divisor") else Fraction(1)
    low, high = _range(table, [parts[part] for part in of], divisor)
    rule = ScoreRule(
        id=score_id,
        of=of,
        divisor=divisor,
        low=low,
        high=high,
        step=_step(table, [parts[part].step for part in of], divisor, high - low),
        worse=table.choice("worse", get_args(Direction)),
        source=_source(table, sources),
        at_least=at_least,
        main=table.flag("main", default=False),
        bounded=table.flag("bounded", default=False),
        loinc=table.text("loinc", "") or None,
        missing_source=missing_source,
        bands=tuple(_bands(one, low, high, sources) for one in table.tables("bands")),
        errors=tuple(_error(one, sources) for one in table.tables("error")),
        marks=tuple(_mark(one, sources) for one in table.tables("mark")),
    )
    _check_once(table, "bands", (bands.id for bands in rule.bands))
    _check_once(table, "mark", (mark.id for mark in rule.marks))
    table.done()
    return rule


def _parts(table: Table, parts: Mapping[str, AnswerScale]) -> tuple[str, ...]:
    of = table.texts("of")
    if not of:
        raise table.refuse("of", "is empty, a score needs a part")
    _check_once(table, "part", of)
    for part in of:
        if part not in parts:
            raise table.refuse("of", f"'{part}' is neither an item nor a score above this one")
    return of


def _missing(table: Table, parts: int, sources: Collection[str]) -> tuple[int, str | None]:
    """How many parts a score needs at least, and who says so."""
    if not table.has("missing"):
        return parts, None
    missing = table.table("missing")
    missing.choice("rule", ("prorate",))
    needed = missing.integer("at_least", 1, parts), _source(missing, sources)
    missing.done()
    return needed


def _range(table: Table, scales: list[AnswerScale], divisor: Fraction) -> tuple[Fraction, Fraction]:
    """The declared range, which says again what parts and divisor give: a checksum."""
    declared = numbers(table, "range")
    if len(declared) != 2:
        raise table.refuse("range", "must be two numbers, the lowest and the highest score")
    if divisor <= 0:
        raise table.refuse("divisor", "must be more than 0")
    low = sum((scale.low for scale in scales), Fraction()) / divisor
    high = sum((scale.high for scale in scales), Fraction()) / divisor
    if declared != (low, high):
        parts = "1 part" if len(scales) == 1 else f"{len(scales)} parts"
        raise _law(
            table,
            f"declares the range {_span(*declared)}, but its {parts} and the divisor "
            f"{spelled(divisor)} give {_span(low, high)}",
        )
    return low, high


def _step(table: Table, steps: list[Fraction], divisor: Fraction, width: Fraction) -> Fraction:
    """The grid of a typed-in total: as declared, else the one its parts and divisor give."""
    step = exact(table, "step") if table.has("step") else common(steps) / divisor
    if not ends_in_decimals(step):
        raise table.refuse(
            "step", f"is missing, a total that moves by {spelled(step)} cannot be typed in"
        )
    if step <= 0 or (width / step).denominator != 1:
        raise table.refuse("step", "must lead through the range in whole steps")
    return step


def _bands(table: Table, low: Fraction, high: Fraction, sources: Collection[str]) -> BandSet:
    bands = BandSet(
        id=table.text("id"),
        source=_source(table, sources),
        cuts=tuple(_cut(one) for one in table.tables("cuts")),
        note=table.text("note", ""),
        verify=table.flag("verify", default=False),
    )
    first = bands.cuts[0] if bands.cuts else None
    if first is None or first.above or first.at != low:
        raise table.refuse("cuts", f"must start from {spelled(low)}, the lowest score")
    if any(one.at >= other.at for one, other in pairwise(bands.cuts)):
        raise table.refuse("cuts", "must rise from one to the next")
    if bands.cuts[-1].at > high:
        raise table.refuse("cuts", f"must not begin above {spelled(high)}, the highest score")
    table.done()
    return bands


def _cut(table: Table) -> Cut:
    above = table.has("above")
    if above == table.has("from"):
        raise table.refuse("", "needs either 'from' (this value and more) or 'above'")
    cut = Cut(exact(table, "above" if above else "from"), above, table.text("label"))
    table.done()
    return cut


def _error(table: Table, sources: Collection[str]) -> ErrorEstimate:
    has_sd = table.has("sd")
    error = ErrorEstimate(
        source=_source(table, sources),
        reliability=exact(table, "reliability") if table.has("reliability") else None,
        reliability_assumed=table.flag("reliability_assumed", default=False),
        kind=table.choice("kind", get_args(Reliability)) if table.has("reliability") else None,
        sd=exact(table, "sd") if has_sd else None,
        sd_source=_source(table, sources, "sd_source") if table.has("sd_source") else None,
        sd_basis=table.text("sd_basis", ""),
        sd_assumed=table.flag("sd_assumed", default=False),
        mdc95=exact(table, "mdc95") if table.has("mdc95") else None,
        note=table.text("note", ""),
        verify=table.flag("verify", default=False),
    )
    _check_error(table, error)
    table.done()
    return error


def _check_error(table: Table, error: ErrorEstimate) -> None:
    if (error.reliability is None) == (error.mdc95 is None):
        raise table.refuse("", "needs either a 'reliability' or the 'mdc95' itself")
    if error.reliability is not None and not 0 <= error.reliability <= 1:
        raise table.refuse("reliability", "must lie between 0 and 1")
    if (error.reliability is None) != (error.sd is None):
        raise table.refuse("", "needs a 'reliability' and an 'sd' together")
    if error.sd is not None and error.sd_assumed == (error.sd_source is not None):
        raise table.refuse("sd", "needs either a 'sd_source' or 'sd_assumed = true'")
    if any(number is not None and number <= 0 for number in (error.sd, error.mdc95)):
        raise table.refuse("", "needs an 'sd' or 'mdc95' of more than 0")


def _mark(table: Table, sources: Collection[str]) -> Mark:
    mark = Mark(
        id=table.text("id"),
        kind=table.choice("kind", get_args(MarkKind)),
        at=exact(table, "at"),
        unit=table.choice("unit", get_args(Unit)),
        label=table.text("label"),
        source=_source(table, sources),
        note=table.text("note", ""),
        verify=table.flag("verify", default=False),
    )
    if mark.at <= 0:
        raise table.refuse("at", "must be more than 0, in either direction")
    table.done()
    return mark


def _source(table: Table, sources: Collection[str], key: str = "source") -> str:
    named = table.text(key)
    if named not in sources:
        raise table.refuse(key, f"'{named}' is not the key of a [[source]] in this file")
    return named


def _check_once(table: Table, what: str, ids: Iterable[str]) -> None:
    seen = set()
    for one in ids:
        if one in seen:
            raise _law(table, f"has the {what} '{one}' twice")
        seen.add(one)


def _law(table: Table, sentence: str) -> CaselineError:
    return table.error(f"{table.file}: {table.place} {sentence}")


def _span(low: Fraction, high: Fraction) -> str:
    return f"{spelled(low)} to {spelled(high)}"
