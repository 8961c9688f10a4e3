"""What stands in the record, in the reader's words: dates, numbers, words with a fixed meaning."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from caseline.calendar import read_day
from caseline.charts.labels import day_text, number
from caseline.instruments import catalogue
from caseline.record import NOT_ON_RECORD
from caseline.reports.words import words
from caseline_web.language import readers

OURS = {  # words that the clinic's pages write into the record
    "as planned": _("as planned"),
    "fibromyalgia": _("fibromyalgia"),
    "naltrexone, low dose": _("naltrexone, low dose"),
    "not known": _("not known"),
    "treatment": _("the treatment"),
    "off_label": _("use off label"),
    "publication": _("publication"),
    "continue": _("Continue"),
    "stop": _("Stop"),
    "change dose": _("Change the dose"),
    "extend": _("Extend"),
    "plan a trial": _("Plan a trial"),
    "web": _("on the page"),
    "paper": _("from paper"),
    "interview": _("in an interview"),
    "telephone": _("by telephone"),
    "app": _("by an app"),
}


def spoken_day(told: object) -> str:
    """A date as exactly as it is known; another text as it stands."""
    found = read_day(str(told))
    return day_text(found, readers(), "long") if found else spoken_word(told)


def spoken_number(told: object) -> str:
    """A number with the reader's decimal sign; another text as it stands."""
    if isinstance(told, int | Decimal):
        return number(Fraction(told), readers(), 3)
    return spoken_word(told)


def spoken_word(told: object) -> str:
    """A word of the course file in the reader's language; somebody's own text as it stands."""
    if told in ("", None, NOT_ON_RECORD.value):
        return words(readers()).value(NOT_ON_RECORD)
    if str(told) in OURS:
        return str(OURS[str(told)])
    return words(readers()).value(told)


def spoken_outcome(told: object) -> str:
    """What an outcome is called."""
    instrument, _, score = str(told).partition(".")
    return catalogue.instrument(instrument).name(score, readers()).label
