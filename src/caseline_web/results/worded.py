"""A course for its readers: what was chosen from our lists, which are kept in English."""

from dataclasses import replace
from typing import TypeVar

from django.utils.translation import override

from caseline.claims.threat import Threat
from caseline.course.model import Course, LifeEvent, SideEffect
from caseline.record import NotOnRecord
from caseline.reports.rated import Rating
from caseline.reports.words import Language
from caseline_web.asking.words import named

_Happened = TypeVar("_Happened", SideEffect, LifeEvent)


def in_readers_words(course: Course, lang: Language) -> Course:
    """The same course, its side effects and events called as the reader's language has them."""
    with override(lang):
        return replace(
            course,
            side_effects=_called(course.side_effects),
            life_events=_called(course.life_events),
        )


def rated_in_readers_words(rating: Rating, lang: Language) -> Rating:
    """The same analysis; of what it says nothing but these names has a language."""
    found = rating.found
    with override(lang):
        threats = tuple(_named_in(one) for one in found.claim.threats)
    course = in_readers_words(found.course, lang) if found.course else None
    claim = replace(found.claim, threats=threats)
    return replace(rating, found=replace(found, course=course, claim=claim))


def _named_in(threat: Threat) -> Threat:
    """What else happened about when the treatment changed stands in one text."""
    if "what" not in threat.values:
        return threat
    called = "; ".join(named(one) for one in str(threat.values["what"]).split("; "))
    return replace(threat, values={**threat.values, "what": called})


def _called(told: tuple[_Happened, ...] | NotOnRecord) -> tuple[_Happened, ...] | NotOnRecord:
    if isinstance(told, NotOnRecord):
        return told
    return tuple(replace(one, what=named(one.what)) for one in told)
