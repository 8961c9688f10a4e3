"""What an entry says, in the reader's words."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from caseline.instruments import catalogue
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.telling import named as places
from caseline_web.asking.questions import whole_form
from caseline_web.asking.words import SEVERITIES, TAKEN, named
from caseline_web.courses.entries import Entry
from caseline_web.language import Language

DAY_OF = {  # each kind that a patient enters, with the key that says its day
    "visit": "on",
    "taken": "on",
    "side_effect": "onset",
    "life_event": "on",
    "dose": "from",
    "not_done": "on",
    "pause": "from",
}


def unit_of(there: Iterable[Entry]) -> str:
    """What a dose is counted in; "" where there is no treatment yet."""
    return next((str(one.content["unit"]) for one in there if one.kind == "treatment"), "")


def day_in_words(told: str) -> str:
    """A day in the reader's form; as it stands where it is known to the month only."""
    try:
        return date_format(date.fromisoformat(told), _("l j F Y"))
    except ValueError:
        return told


def in_words(entry: Entry, lang: Language, unit: str = "") -> tuple[str, ...]:
    """What one entry says, a line for each answer; a dose with its unit."""
    content = entry.content
    match entry.kind:
        case "visit":
            return _answers(entry, lang)
        case "taken":
            return (f"{_('dose')}: {TAKEN[content['taken']]}",)
        case "side_effect":
            how = SEVERITIES.get(str(content.get("severity", "")), "")
            return (", ".join(str(one) for one in (named(str(content["what"])), how) if one),)
        case "life_event":
            return (named(str(content["what"])),)
        case "dose":
            return (f"{_('new dose')}: {_number(content['amount'])} {unit}".rstrip(),)
        case "not_done":
            title = whole_form(str(content["instrument"]), lang).title
            return (f"{title}: {_('not this time')}",)
    return (_pause(content),)


def _pause(content: Mapping[str, object]) -> str:
    """A pause: its first day stands above it."""
    if "to" not in content:
        return _("pause")
    return f"{_('pause')} ({_('until %(day)s') % {'day': day_in_words(str(content['to']))}})"


def _number(told: object) -> str:
    """A number in the reader's form; as it stands where it is more than a number."""
    try:
        return str(localize(Decimal(str(told))))
    except InvalidOperation:
        return str(told)


def _answers(entry: Entry, lang: Language) -> tuple[str, ...]:
    content = entry.content
    found: list[str] = []
    for one in content.get("responses", []):
        found += _response(str(one["instrument"]), one["answers"], lang)
    for one in content.get("totals", []):
        name = catalogue.instrument(str(one["instrument"])).name(str(one["score"]), lang).label
        found.append(f"{name}: {_number(one.get('value', ''))}")
    if "drawing" in content:
        marked = list(content["drawing"]["marked"])
        count = _("%(n)s of 19 places") % {"n": len(marked)}
        found.append(f"{count}: {places(marked, lang)}" if marked else count)
    return tuple(found)


def _response(instrument: str, answers: Mapping[str, str], lang: Language) -> list[str]:
    """A line for each answer, in the order of the form; by numbers where it may not be shown."""
    form = whole_form(instrument, lang)
    known = {question.part: question for question in form.questions}
    numbers = {item.id: n for n, item in enumerate(catalogue.instrument(instrument).items, 1)}
    in_order = sorted(answers, key=[*known, *numbers].index)
    told = [form.title] if form.total else []
    for item in in_order:
        question = known.get(item)
        label = {choice.value: choice.label for choice in question.choices} if question else {}
        plain = f"{float(Fraction(answers[item])):g}"
        if question:
            asked = question.text
        elif item in REGION_IDS:
            asked = places([item], lang)
        else:
            asked = _("Question %(n)s") % {"n": numbers[item]}
        told.append(f"{asked}: {label.get(plain) or _number(plain)}")
    return told
