"""One response from a JSON text, read strictly: an answer is never guessed or overwritten."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from caseline.document import one_of
from caseline.errors import ResponseError
from caseline.instruments import Instrument
from caseline.record import NOT_ON_RECORD
from caseline.scoring import Response

MOST_BYTES = 1_000_000
STANDARD_INPUT = Path("-")
TABLES = (".parquet", ".csv")

KEYS = ("answers", "totals", "recall_days")


def read_response(source: Path, instrument: Instrument) -> Response:
    """The response in a JSON file, or in what comes through the standard input ("-").

    Either an object of item id to number, or one of `answers`, `totals` and `recall_days`.
    null is unanswered.

    Raises
    ------
    ResponseError
        It cannot be read, is no such object, or does not fit the instrument.
    """
    name = "standard input" if source == STANDARD_INPUT else source.name or str(source)
    if source.suffix.lower() in TABLES:
        raise ResponseError(f"{name}: is a table, -o OUT is needed to write its scores")
    found = _parsed(_text(source, name), name)
    try:
        if "answers" not in found and "totals" not in found:
            return Response(instrument, _answered(found))
        return _whole(found, instrument)
    except ResponseError as exc:
        raise ResponseError(f"{name}: {exc}") from None


def _text(source: Path, name: str) -> str:
    try:
        if source == STANDARD_INPUT:
            read = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with source.open("rb") as file:
                read = file.read(MOST_BYTES + 1)
    except OSError as exc:
        raise ResponseError(f"{name}: cannot be read: {exc.strerror}") from None
    if len(read) > MOST_BYTES:
        raise ResponseError(f"{name}: is larger than 1 MB, which no response is")
    try:
        return read.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise ResponseError(f"{name}: byte {exc.start + 1} is not UTF-8") from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        seen: dict[str, object] = {}
        for key, value in pairs:
            if key in seen:
                raise ResponseError(f"{name}: there are two answers to '{key[:40]}', one is needed")
            seen[key] = value
        return seen

    def no_number(word: str) -> NoReturn:
        raise ResponseError(f"{name}: {word} is no answer, a number or null is needed")

    try:
        found = json.loads(
            text, parse_float=_number, parse_constant=no_number, object_pairs_hook=once
        )
    except json.JSONDecodeError as exc:
        place = f"line {exc.lineno}, column {exc.colno}"
        raise ResponseError(f"{name}: is not JSON at {place}") from None
    except (ValueError, RecursionError):
        raise ResponseError(f"{name}: is not JSON that a response can be read from") from None
    if not isinstance(found, dict):
        raise ResponseError(f"{name}: a JSON object of item id to number is needed")
    return found


def _number(text: str) -> Decimal:
    """A number with decimals; one of a size that no scale has is as good as none."""
    number = Decimal(text)
    return number if abs(number.adjusted()) <= 30 else Decimal("NaN")


def _whole(found: dict[str, Any], instrument: Instrument) -> Response:
    for key in found:
        if key not in KEYS:
            raise ResponseError(f"unknown key '{key[:40]}', {one_of(KEYS)} is needed")
    answers, totals = (found.get(key, {}) for key in ("answers", "totals"))
    if not (isinstance(answers, dict) and isinstance(totals, dict)):
        raise ResponseError("'answers' and 'totals' must be objects of id to number")
    days = found.get("recall_days")
    if not (days is None or type(days) is int):
        raise ResponseError("'recall_days' must be a whole number of days")
    recall = NOT_ON_RECORD if days is None else days
    return Response(instrument, _answered(answers), _answered(totals), recall)


def _answered(given: dict[str, Any]) -> dict[str, Any]:
    return {one: value for one, value in given.items() if value is not None}
