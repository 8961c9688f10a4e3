"""JSON whose decimals come back as they were written."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from caseline.errors import CourseError


class ExactEncoder(json.JSONEncoder):
    """Decimals as numbers, of up to 15 digits exactly; days as in the course file."""

    def default(self, o: object) -> object:
        """What JSON has no word for."""
        if isinstance(o, Decimal):
            return int(o) if o == o.to_integral_value() else float(o)
        if isinstance(o, (date, time)):  # to the microsecond: an audit trail is made of them
            return o.isoformat()
        if isinstance(o, UUID):
            return str(o)
        return super().default(o)


_EXACT = json.JSONDecoder(parse_float=Decimal)


class ExactDecoder(json.JSONDecoder):
    """Numbers with a point as decimals.

    The database makes one for each value it reads: they share what is slow to make.
    """

    def __init__(self) -> None:
        """Nothing of its own: `json` hands over no arguments."""

    def decode(self, s: str, _w: object = None) -> object:
        """The content of a text."""
        return _EXACT.decode(s)


def dumps(content: object) -> str:
    """One text for one content, whatever the order of its keys."""
    return json.dumps(content, cls=ExactEncoder, sort_keys=True, separators=(",", ":"))


def loads(text: str | bytes, **told: Any) -> Any:  # noqa: ANN401  JSON may hold anything
    """The content of a text; `told` is for json's decoder."""
    return json.loads(text, parse_float=Decimal, **told)


def refuse_unstorable(content: object) -> None:
    """Refuse characters that no database keeps as text.

    Raises
    ------
    CourseError
        There is one.
    """
    if storable(content) != content:
        raise CourseError(gettext_noop("entry: holds a character that is none, text is right"))


def storable(content: Any) -> Any:  # noqa: ANN401  JSON may hold anything
    """The same content, with a mark in the place of characters that no database keeps."""
    match content:
        case dict():
            return {storable(key): storable(one) for key, one in content.items()}
        case list():
            return [storable(one) for one in content]
        case tuple():
            return tuple(storable(one) for one in content)
        case str():
            plain = content.replace("\0", "\N{REPLACEMENT CHARACTER}")
            return plain.encode("utf-8", "replace").decode()
    return content
