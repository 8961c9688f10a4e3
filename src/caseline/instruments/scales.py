"""Answer scales from the TOML table [answers]: the numbers that enter the scores."""

from fractions import Fraction

from caseline.document import Table
from caseline.instruments.model import AnswerScale
from caseline.instruments.numbers import exact, grid, numbers, spelled


def read_scales(table: Table) -> dict[str, AnswerScale]:
    """Each scale by its name, the listed values or a least and a greatest number with a step."""
    return {name: _scale(name, table.table(name)) for name in table.entries}


def _scale(name: str, table: Table) -> AnswerScale:
    if table.has("values"):
        values = numbers(table, "values")
        if len(set(values)) < max(2, len(values)):
            raise table.refuse("values", "must be two or more different numbers")
        scale = AnswerScale(
            name, min(values), max(values), grid(values), values, table.texts("loinc", ())
        )
        if scale.loinc and len(scale.loinc) != len(values):
            raise table.refuse("loinc", f"needs one code for each of the {len(values)} values")
    else:
        step = exact(table, "step") if table.has("step") else Fraction(1)
        scale = AnswerScale(name, exact(table, "min"), exact(table, "max"), step)
        _check_steps(table, scale)
    table.done()
    return scale


def _check_steps(table: Table, scale: AnswerScale) -> None:
    if scale.low >= scale.high:
        raise table.refuse("min", f"must be less than 'max', which is {spelled(scale.high)}")
    if scale.step <= 0 or not scale.holds(scale.high):
        raise table.refuse(
            "step", f"must lead from {spelled(scale.low)} to {spelled(scale.high)} in whole steps"
        )
