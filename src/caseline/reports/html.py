"""A report as one HTML page that asks for nothing outside itself."""

from pathlib import Path

from caseline import __version__
from caseline.charts.faces import face_rules
from caseline.charts.theme import tokens
from caseline.errors import MissingExtraError
from caseline.reports.content import content
from caseline.reports.report import Report

TEMPLATES = Path(__file__).parent / "templates"


def html(report: Report) -> str:
    """The page, with its fonts and figures inside.

    Raises
    ------
    MissingExtraError
        The part that fills the template is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise MissingExtraError("a report", "report") from None
    loader = FileSystemLoader(TEMPLATES)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    styles = Environment(loader=loader, autoescape=False, undefined=StrictUndefined)  # noqa: S701  CSS of our own
    css = styles.get_template("report.css.j2").render(
        fonts=face_rules(),
        light=tokens().light,
        dark=tokens().dark,
        stack=tokens().stack,
    )
    return pages.get_template("report.html.j2").render(
        report=report,
        course=report.course,
        answer=report.answer,
        rated=report.rated,
        words=report.words,
        say=report.words.say,
        chart=report.chart,
        safety=report.safety,
        narrow_chart=report.narrow_chart,
        figures=report.figures,
        effect_charts=report.effect_charts,
        fooled=report.fooled,
        firmer=report.firmer,
        version=__version__,
        css=css,
        **_fields(report),
    )


def _fields(report: Report) -> dict[str, object]:
    texts = content(report)
    return {name: getattr(texts, name) for name in texts.__slots__}
