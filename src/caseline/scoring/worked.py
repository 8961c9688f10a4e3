"""Whether the worked cases of an instrument come out as they say."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from caseline.document import one_of
from caseline.errors import InstrumentError, ResponseError
from caseline.instruments.cases import Case, read_cases
from caseline.instruments.model import Instrument
from caseline.instruments.reader import CASES, DEFINITION
from caseline.scoring.response import Response
from caseline.scoring.score import Score, safety_flags, score

Told = Fraction | str | tuple[str, ...] | None


def check_worked_cases(definition: Path, instrument: Instrument) -> int:
    """How many worked cases lie beside a definition, once each has come out.

    Raises
    ------
    InstrumentError
        The first case that does not: what was expected, and what came out.
    """
    folder = definition.resolve().parent
    if definition.name != DEFINITION or not (folder / CASES).exists():
        return 0
    cases = read_cases(folder)
    for number, case in enumerate(cases, 1):
        wrong = next(differences(instrument, case), None)
        if wrong is not None:
            raise InstrumentError(f"{folder.name}/{CASES}: case {number} '{case.name}': {wrong}")
    return len(cases)


def differences(instrument: Instrument, case: Case) -> Iterator[str]:
    """What comes out differently, in the order of the case's keys."""
    try:
        response = Response(instrument, case.spelled_out(instrument), case.totals)
        scores = score(response)
        for what, expected, got in _compared(case, response, scores):
            if expected != got:
                yield f"{what}: expected {_shown(expected)}, got {_shown(got)}"
    except (InstrumentError, ResponseError) as exc:
        yield str(exc)


def _compared(
    case: Case, response: Response, scores: Mapping[str, Score]
) -> Iterator[tuple[str, Told, Told]]:
    """What is told of the case, what is expected, and what came out."""
    for name, value in case.expect.items():
        yield name, value, _one(scores, name).value
    for name, reason in case.absent.items():
        yield f"absent > {name}", reason, _one(scores, name).absent
    for path, label in case.bands.items():
        name, _, band_set = path.partition(".")
        yield f"bands > {path}", label, _one(scores, name).band(band_set)
    for name, bound in case.low.items():
        yield f"low > {name}", bound, _one(scores, name).low
    for name, bound in case.high.items():
        yield f"high > {name}", bound, _one(scores, name).high
    yield "flags", case.flags, safety_flags(response)


def _one(scores: Mapping[str, Score], name: str) -> Score:
    if name not in scores:
        raise InstrumentError(f"there is no score '{name[:40]}', {one_of(scores)} is needed")
    return scores[name]


def _shown(told: Told) -> str:
    if told is None or told == ():
        return "none"
    if isinstance(told, tuple):
        return ", ".join(told)
    return f"'{told}'" if isinstance(told, str) else str(told)
