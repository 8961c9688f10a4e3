"""What new answers would count instead of: nobody replaces it without having seen it."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from caseline_web.asking.told import in_words, unit_of
from caseline_web.courses.entries import Entry, Part
from caseline_web.courses.kinds import key_of
from caseline_web.courses.store import CourseRef, entries
from caseline_web.language import Language


def standing(course: CourseRef, parts: Iterable[Part]) -> tuple[Entry, ...]:
    """The entries that count today and would not any more.

    Raises
    ------
    CourseError
        A part cannot be.
    """
    places = {(one.kind, _key(one)) for one in parts}
    there = entries(course, *sorted({kind for kind, _key in places}))
    return tuple(one for one in there if (one.kind, one.key) in places)


def mark_of(stands: Iterable[Entry]) -> str:
    """By which a page says what it showed: another one as soon as one of them is another."""
    told = sorted((one.kind, one.key, one.version) for one in stands)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def following(parts: Iterable[Part], stands: Iterable[Entry]) -> tuple[Part, ...]:
    """The parts, each refused where something else stands there by the time it is kept."""
    versions = {(one.kind, one.key): one.version for one in stands}
    return tuple(replace(one, follows=versions.get((one.kind, _key(one)), 0)) for one in parts)


def worded(
    course: CourseRef, stands: Iterable[Entry], lang: Language
) -> list[tuple[Entry, tuple[str, ...]]]:
    """Each with what it says, a line for each answer."""
    unit = unit_of(entries(course, "treatment"))
    return [(one, in_words(one, lang, unit)) for one in stands]


def _key(part: Part) -> str:
    return key_of(part.kind, part.content, otherwise=part.key)
