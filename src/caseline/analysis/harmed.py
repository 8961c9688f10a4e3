"""Side effects by what was given: for the person treated, for the clinician, and as data."""

from typing import Any, Literal

from caseline.analysis.words import said
from caseline.claims.words import Language
from caseline.course.harms import Harm, Harms, HarmsUnder, harms
from caseline.course.model import Course
from caseline.record import NOT_ON_RECORD, NotOnRecord

Reader = Literal["patient", "clinician"]


def harmed(course: Course | None, lang: Language, reader: Reader) -> str:
    """A sentence for each thing that was given; a table, which is no course, records none."""
    texts = said(lang)["harms"]
    found = NOT_ON_RECORD if course is None else harms(course)
    if isinstance(found, NotOnRecord):
        return texts[f"{reader}_missing"]
    told = [_under(one, lang, reader) for one in found.under]
    if found.unplaced:
        names = ", ".join(one.what for one in found.unplaced)
        told.append(texts[f"{reader}_unplaced"].format(names=names))
    if not told:
        return texts[f"{reader}_none"]
    return texts[f"{reader}_line"].format(parts=texts[f"{reader}_between"].join(told))


def _under(one: HarmsUnder, lang: Language, reader: Reader) -> str:
    texts = said(lang)["harms"]
    names = ", ".join(_harm(harm, lang, reader) for harm in one.harms)
    return texts["under"].format(
        given=texts[f"{reader}_{one.given.replace(' ', '_')}"],
        days=_days(one.n_days, lang),
        names=names or texts["nothing"],
    )


def _harm(harm: Harm, lang: Language, reader: Reader) -> str:
    texts, one = said(lang)["harms"], harm.side_effect
    grades = [one.severity, "serious" if one.serious == "yes" else NOT_ON_RECORD]
    known = [texts[str(grade)] for grade in grades if grade is not NOT_ON_RECORD]
    n_days = harm.n_days
    when = texts["open_end"] if n_days is NOT_ON_RECORD else _days(n_days, lang)
    told = [*(known if reader == "clinician" else []), when]
    return texts["some"].format(name=one.what, known=", ".join(told))


def _days(n_days: int, lang: Language) -> str:
    texts = said(lang)["harms"]
    return texts["day" if n_days == 1 else "days"].format(n=n_days)


def as_plain(course: Course | None) -> list[dict[str, Any]] | str:
    """What was given with its days and side effects; or that none of it is on record."""
    found = NOT_ON_RECORD if course is None else harms(course)
    if isinstance(found, NotOnRecord):
        return found.value
    return [*(_plain_under(one) for one in found.under), *_plain_unplaced(found)]


def _plain_under(one: HarmsUnder) -> dict[str, Any]:
    return {
        "given": one.given,
        "days": one.n_days,
        "side_effects": [
            {"what": harm.side_effect.what, "days": _or_words(harm.n_days)} for harm in one.harms
        ],
    }


def _plain_unplaced(found: Harms) -> list[dict[str, Any]]:
    """Side effects without a day, under what is not on record."""
    if not found.unplaced:
        return []
    unknown = NOT_ON_RECORD.value
    named = [{"what": one.what, "days": unknown} for one in found.unplaced]
    return [{"given": unknown, "days": unknown, "side_effects": named}]


def _or_words(value: int | NotOnRecord) -> int | str:
    return NOT_ON_RECORD.value if value is NOT_ON_RECORD else value
