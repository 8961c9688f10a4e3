"""An instrument as a readable page: what it asks, how it scores, and who says so.

`python -m caseline.instruments.page FOLDER` writes the pages of the reference.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from caseline.instruments.cases import Case, read_cases
from caseline.instruments.catalogue import DATA, instruments
from caseline.instruments.markdown import bullets, listed, table
from caseline.instruments.model import AnswerScale, Instrument, Wording
from caseline.instruments.numbers import spelled
from caseline.instruments.score_page import score_sections, span
from caseline.instruments.wording import wording

LANGUAGES = {"en": "English", "de": "German"}


def page(instrument: Instrument) -> str:
    """The page of a shipped instrument, in Markdown."""
    sections = [
        f"# {instrument.title}",
        _summary(instrument),
        bullets(instrument.notes),
        "## Rights",
        _rights(instrument),
        "## Items",
        _items(instrument),
        *_wordings(instrument),
        "## Scores",
        *(part for rule in instrument.scores for part in score_sections(rule)),
        "## Worked cases",
        bullets(_case(case) for case in read_cases(DATA / instrument.ref)),
        "## Sources",
        bullets(_source(instrument, source.key) for source in instrument.sources),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def index() -> str:
    """The page that leads to those of all instruments, in Markdown."""
    rows = [
        (
            f"[{one.title}]({one.id}.md)",
            f"`{one.id}`",
            listed(f"{rule.id} {span(rule)}" for rule in one.scores),
            _languages(one) or "total to enter",
        )
        for one in instruments()
    ]
    heads = ("instrument", "id", "scores", "wording")
    return f"# Instruments\n\n{table(heads, rows)}\n"


def rights() -> str:
    """Whose each instrument is and on which terms it is here, in Markdown."""
    rows = [(one.title, one.rights.holder, _terms(one), one.rights.note) for one in instruments()]
    return table(("instrument", "holder", "wording", "terms"), rows)


def write_pages(folder: Path) -> None:
    """Writes the page of each instrument, and the one that leads to them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(index(), encoding="utf-8")
    for one in instruments():
        (folder / f"{one.id}.md").write_text(page(one), encoding="utf-8")


def _summary(instrument: Instrument) -> str:
    asked = ""
    if instrument.recall_days:
        asked = f", asks about the last {_days(instrument.recall_days)}"
    if instrument.recall_choices:
        asked = f", asks about the last {_either(map(str, instrument.recall_choices))} days"
    return f"`{instrument.ref}`{asked}"


def _rights(instrument: Instrument) -> str:
    holder = f" Holder: {instrument.rights.holder.rstrip('.')}." if instrument.rights.holder else ""
    return f"Wording: {_terms(instrument)}.{holder} {instrument.rights.note}"


def _terms(instrument: Instrument) -> str:
    shipped = _languages(instrument) or "not shipped"
    licence = instrument.rights.licence
    return f"{shipped}, {licence}" if licence else shipped


def _languages(instrument: Instrument) -> str:
    return listed(LANGUAGES.get(lang, lang) for lang in instrument.languages)


def _items(instrument: Instrument) -> str:
    rows = [
        (
            f"`{item.id}`",
            _scale(item.scale),
            _days(item.recall_days) if item.recall_days else "",
            item.loinc or "",
            f"`{item.safety.id}` from {spelled(item.safety.at)}" if item.safety else "",
        )
        for item in instrument.items
    ]
    return table(("item", "answers", "days, if its own", "LOINC", "safety flag"), rows)


def _scale(scale: AnswerScale) -> str:
    if scale.values:
        return ", ".join(spelled(value) for value in scale.values)
    step = "" if scale.step == 1 else f" in steps of {spelled(scale.step)}"
    return f"{spelled(scale.low)} to {spelled(scale.high)}{step}"


def _wordings(instrument: Instrument) -> list[str]:
    found = [wording(instrument, lang) for lang in instrument.languages]
    return [part for words in found if words for part in _wording(words)]


def _wording(words: Wording) -> list[str]:
    answers = [
        f"`{scale}`: " + ", ".join(f"{spelled(value)} {text}" for value, text in of.items())
        for scale, of in words.answers.items()
    ]
    ends = [f"`{name}`: from {low} to {high}" for name, (low, high) in words.ends.items()]
    return [
        f"### {LANGUAGES.get(words.lang, words.lang)}",
        f"{words.instruction} (Wording: {words.source}. {words.licence.rstrip('.')}.)",
        table(("item", "text"), [(f"`{one}`", text) for one, text in words.items.items()]),
        bullets([*answers, *ends]),
    ]


def _case(case: Case) -> str:
    given = [*_given(case), *(f"{name} entered {spelled(n)}" for name, n in case.totals.items())]
    gives = [
        *(f"{name} {spelled(number)}" for name, number in case.expect.items()),
        *(f"{path} {label}" for path, label in case.bands.items()),
        *(f"{name} none ({why})" for name, why in case.absent.items()),
        *(
            f"{name} from {spelled(n)} to {spelled(case.high[name])}"
            for name, n in case.low.items()
        ),
        *(f"flag {flag}" for flag in case.flags),
    ]
    return f"**{case.name}**: {listed(given)} → {listed(gives)} ({case.source})"


def _given(case: Case) -> list[str]:
    given = [f"{item} {spelled(number)}" for item, number in case.answers.items()]
    if case.every is None:
        return given
    left_out = f" except {listed(case.left_out)}" if case.left_out else ""
    return [f"every item {spelled(case.every)}{left_out}", *given]


def _source(instrument: Instrument, key: str) -> str:
    source = instrument.source(key)
    where = f", doi {source.doi}" if source.doi else f", <{source.url}>" if source.url else ""
    return f"`{key}`: {source.cite}{where}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _either(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
