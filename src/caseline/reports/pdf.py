"""A report as a tagged PDF/UA document, set by Typst."""

from dataclasses import asdict
from pathlib import Path

from caseline import __version__
from caseline.charts.figure import Figure
from caseline.charts.theme import tokens
from caseline.reports.content import content
from caseline.reports.report import Report
from caseline.reports.table import Table
from caseline.reports.typeset import Standard, typeset

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
CHART_MM = 118  # the course chart at most, so that the first page holds what must be on it
NARROWEST, WIDEST = 7, 24  # characters: bounds of a column's share of the width


def pdf(report: Report, *, standard: Standard = "ua-1") -> bytes:
    """The report on A4, with tags, text alternatives and embedded fonts (PDF/UA-1).

    Parameters
    ----------
    standard
        None where it has to be made whatever its texts hold.

    Raises
    ------
    MissingExtraError
        The part that sets the page is not installed.
    OutputError
        A text holds a character without a glyph, which PDF/UA forbids.
    """
    figures = (report.short_chart, report.chart, *report.figures, *report.effect_charts)
    pictures = {f"{one.id}.svg": one.svg for one in figures}
    return typeset(
        TEMPLATE, _data(report), what="a report as PDF", pictures=pictures, standard=standard
    )


def _data(report: Report) -> dict[str, object]:
    words, course, texts = report.words, report.course, content(report)
    return {
        "lang": words.lang,
        "title": course.title,
        "pseudonym": course.pseudonym,
        "kicker": f"{words.say('heading', 'report')} · {course.pseudonym}",
        "running": course.title,
        "synthetic": words.say("word", "synthetic") if course.synthetic else "",
        "version": words.say("label", "version", version=__version__),
        "colours": dict(tokens().light),
        "heading": dict(words.sections["heading"]),
        "label": {"figure": words.say("label", "figure", n="").strip(" .")},
        "answer": asdict(report.answer),
        "safety": asdict(report.safety),
        "short_chart": _file(report.short_chart),
        "chart_mm": CHART_MM,
        "effect": [_file(figure) for figure in report.effect_charts[:1]],
        "plain": _plain(report),
        "context": report.rated.context if report.rated else (),
        "fooled": report.fooled,
        "firmer": report.firmer,
        "figures": [
            {
                **_file(figure),
                "title": figure.title,
                "width": 55 if figure.id in ("body-map", "heat-map") else 100,
            }
            for figure in _printed(report)
        ],
        "nothing_missing": words.say("word", "nothing_missing"),
        "author_note": words.say("note", "author"),
        "use": words.say("use", "statement"),
        **asdict(texts),
        "tables": [asdict(table) | {"widths": _widths(table)} for table in texts.tables],
    }


def _file(figure: Figure) -> dict[str, str]:
    return {"file": f"{figure.id}.svg", "alt": figure.description}


def _plain(report: Report) -> str:
    """The plain answer on the outcome that leads."""
    if report.rated is None:
        return ""
    return report.rated.told.short


def _printed(report: Report) -> tuple[Figure, ...]:
    """The numbered figures: the case's own, then the whole chart where page one has a part."""
    whole = (report.chart,) if report.chart.id != report.short_chart.id else ()
    return (*report.figures, *whole)


def _widths(table: Table) -> list[int]:
    """Each column's share of the width, after its longest text."""
    columns = zip(table.head, *table.rows, strict=True)
    longest = [max(len(cell) for cell in column) for column in columns]
    return [min(max(length, NARROWEST), WIDEST) for length in longest]
