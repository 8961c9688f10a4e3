"""What was sent and not taken, as it was asked and answered."""

import re

from caseline.instruments import catalogue
from caseline.paindrawing.model import REGION_IDS
from caseline.paindrawing.telling import named as places
from caseline_web.asking.answers import is_frame
from caseline_web.asking.questions import whole_form
from caseline_web.asking.words import FIELDS, SEVERITIES, TAKEN, named
from caseline_web.language import Language, refusal_text

QUOTED: dict[Language, str] = {"en": "“{}”", "de": "„{}“"}
_WHERE = re.compile(r".*?[\w-]+@[\d.]+: ")  # the part of an entry, its questionnaire and version
_FIELD = re.compile(r"[a-z_]+: (\w+): ")  # the part of an entry, and what of it


def given_in_words(content: object, lang: Language) -> list[tuple[str, str]]:
    """The answers of what is held, by the questions instead of the names of their fields."""
    told = content if isinstance(content, dict) else {}
    given = [(name, str(value)) for name, value in told.items() if value and not is_frame(name)]
    return [(_asked_by(name, lang), _worded(name, value, lang)) for name, value in given]


def why_in_words(why: object, content: object, lang: Language) -> str:
    """Why it was not taken, without where in a file it would stand, and by the questions."""
    told = _WHERE.sub("", str(why))
    field = _FIELD.match(told)
    if field and field[1] in FIELDS:
        return f"{QUOTED[lang].format(FIELDS[field[1]])} {refusal_text(told[field.end() :])}"
    text = refusal_text(told)
    for name in content if isinstance(content, dict) else ():
        _, _, part = name.partition(".")
        if part:
            text = text.replace(f"'{part}'", QUOTED[lang].format(_asked_by(name, lang)))
    return text[:1].upper() + text[1:]


def _asked_by(name: str, lang: Language) -> str:
    """The question that a field answers; the field's name where there is no such question."""
    instrument = name.partition(".")[0]
    if "." in name and instrument in catalogue.ids():
        questions = whole_form(instrument, lang).questions
        return {one.name: one.text for one in questions}.get(name, name)
    return str(FIELDS.get(name, name))


def _worded(name: str, value: str, lang: Language) -> str:
    known = {**SEVERITIES, **TAKEN} if name in ("severity", "taken") else {}
    if name == "region" and set(value.split()) <= set(REGION_IDS):
        return places(value.split(), lang)
    return str(known.get(value, named(value)))
