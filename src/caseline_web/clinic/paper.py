"""The paper twin of a form: the same items in the same words, with its scoring, on A4."""

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.utils.translation import gettext as _

from caseline.care.schedule import Asked
from caseline.charts.theme import FONTS
from caseline.instruments.model import Instrument, ScoreRule
from caseline.instruments.numbers import spelled
from caseline.instruments.wording import wording
from caseline.paindrawing.model import REGION_IDS
from caseline_web.asking.questions import Choice, Form, form_of, has_drawing
from caseline_web.language import Language

TEMPLATE = Path(__file__).parent / "paper.typ"
EVENINGS = 7  # on one sheet of a question that is asked each evening


def paper_form(asked: Asked, lang: Language, pseudonym: str) -> bytes:
    """The form as a PDF for one course.

    Where its wording may not be printed it asks for the total, and says why.
    """
    form = form_of(asked, lang)
    evenings = EVENINGS if asked.recall_days == 1 else 0
    told = {
        **_said(form, evenings),
        "title": form.title,
        "total": form.total,
        "ref": asked.instrument.ref,
        "licence": form.licence,
        "pseudonym": pseudonym,
        "lang": lang,
        "evenings": evenings,
        "places": list(places(asked, lang).values()),
        "questions": [asdict(question) for question in form.questions],
        "scoring": [] if form.total else scoring(form, lang),
    }
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "form.json").write_text(json.dumps(told), encoding="utf-8")
        (root / "paper.typ").write_bytes(TEMPLATE.read_bytes())
        made: bytes = typst.compile(
            root / "paper.typ",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    return made


def doses() -> tuple[Choice, ...]:
    """Whether the dose was taken, as the evening page asks it."""
    told = (("yes", _("taken")), ("partly", _("in part")), ("no", _("not taken")))
    return tuple(Choice(value, label) for value, label in told)


def places(asked: Asked, lang: Language) -> dict[str, str]:
    """The 19 places where the form asks for them, in words by their ids."""
    words = wording(asked.instrument, lang) or wording(asked.instrument, "en")
    if words is None or not has_drawing(asked):
        return {}
    return {one: words.items[one] for one in REGION_IDS}


def scoring(form: Form, lang: Language) -> list[str]:
    """How each score is worked out, by the numbers of the questions."""
    instrument, numbers = form.asked.instrument, {}
    for number, question in enumerate(form.questions, 1):
        numbers[question.part] = number
    rules = [one for one in instrument.scores if _can(one, instrument, numbers)]
    return [_rule(one, instrument, numbers, lang) for one in rules]


def _said(form: Form, evenings: int) -> dict[str, object]:
    """The fixed words of the sheet."""
    return {
        "instruction": form.instruction,
        "course": _("Course"),
        "date": _("Date"),
        "why_total": _(
            "The wording of this questionnaire may not be printed here. Use the publisher's form, "
            "and enter its result:"
        ),
        "which_places": _("Tick each place that hurt. If none did, tick here:"),
        "none": _("none"),
        "scored": _("How it is scored"),
        "dose": _("Dose taken") if evenings else "",
        "doses": [one.label for one in doses()],
        "blank": _("What is left blank counts as missing, and not as 0."),
    }


def _can(rule: ScoreRule, instrument: Instrument, numbers: dict[str, int]) -> bool:
    """Whether all parts of a score stand on this sheet."""
    scores = {one.id: one for one in instrument.scores}
    return all(
        part in numbers
        or part in REGION_IDS
        or (part in scores and _can(scores[part], instrument, numbers))
        for part in rule.of
    )


def _rule(rule: ScoreRule, instrument: Instrument, numbers: dict[str, int], lang: Language) -> str:
    if set(rule.of) <= set(REGION_IDS):
        parts = _("number of places")
    else:
        counted = [numbers[part] for part in rule.of if part in numbers]
        names = [instrument.name(part, lang).label for part in rule.of if part not in numbers]
        parts = " + ".join([*_runs(counted), *names])
    if rule.divisor != 1:
        parts = f"({parts}) / {spelled(rule.divisor)}"
    span = f"{spelled(rule.low)}–{spelled(rule.high)}"
    return f"{instrument.name(rule.id, lang).label} = {parts}  ({span})"


def _runs(numbers: list[int]) -> list[str]:
    """Numbers that follow each other as a run: 1 + … + 9."""
    runs = []
    for _key, found in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        run = [number for _place, number in found]
        runs += [f"{run[0]} + … + {run[-1]}"] if len(run) > 3 else [str(one) for one in run]
    return runs
