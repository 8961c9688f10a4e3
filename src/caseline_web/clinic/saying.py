"""What stands in the record, in the reader's words: dates, numbers, words with a fixed meaning."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from caseline.calendar import read_day
from caseline.charts.labels import day_text, number
from caseline.errors import CaselineError
from caseline.instruments import catalogue
from caseline.record import NOT_ON_RECORD
from caseline.reports.words import words
from caseline_web.language import readers, refusal

MOVED = _("Somebody else changed this meanwhile, so nothing was saved. Look at it as it is now.")
OURS = {  # words that the clinic's pages write into the record
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

KINDS = {  # of entries, as the history names them
    "about": _("About the record"),
    "patient": _("About the patient"),
    "diagnosis": _("Diagnosis"),
    "question": _("Question"),
    "primary_outcome": _("Primary outcome"),
    "threshold": _("What would matter"),
    "looks": _("Planned looks"),
    "treatment": _("Treatment"),
    "dose": _("Dose"),
    "earlier_treatment": _("Earlier treatment"),
    "co_treatment": _("Other treatment"),
    "side_effect": _("Side effect"),
    "life_event": _("What else happened"),
    "looked": _("Asked"),
    "blinding": _("Blinding"),
    "guess": _("Guess at what was given"),
    "allocation": _("Allocation"),
    "visit": _("Answers"),
    "not_done": _("Not done this time"),
    "missed": _("Missed visit"),
    "taken": _("Dose taken"),
    "pause": _("A pause"),
    "schedule": _("Plan of questions"),
    "consent": _("Consent"),
    "decision": _("Decision"),
    "unblinded": _("Blind broken"),
    "prompt": _("Safety question"),
    "perspective": _("The patient's own view"),
    "disclosures": _("Disclosures"),
    "source": _("Source"),
    "quote": _("Quotation"),
}


def spoken_kind(kind: str) -> str:
    """What a kind of entry is called."""
    return str(KINDS[kind])


def spoken_day(told: object) -> str:
    """A date as exactly as it is known; another text as it stands."""
    found = read_day(str(told))
    return day_text(found, readers(), "long") if found else spoken_word(told)


def spoken_span(content: Mapping[str, object]) -> str:
    """When something ran: what of its two ends is on record."""
    begin, end = (content.get(one) for one in ("from", "to"))
    told = {"begin": spoken_day(begin), "end": spoken_day(end)}
    match is_known(begin), is_known(end):
        case True, True:
            return now("%(begin)s to %(end)s") % told
        case True, False:
            return now("from %(begin)s") % told
        case False, True:
            return now("until %(end)s") % told
    return now("dates not on record")


def spoken_harm(content: Mapping[str, object]) -> str:
    """How severe a side effect is, that it is serious, and when it was."""
    severity = content.get("severity")
    told = [
        spoken_word(severity) if is_known(severity) else "",
        now("serious") if content.get("serious") == "yes" else "",
        spoken_span({"from": content.get("onset"), "to": content.get("ended")}),
    ]
    return ", ".join(one for one in told if one)


def spoken_number(told: object) -> str:
    """A number with the reader's decimal sign; another text as it stands."""
    if isinstance(told, int | Decimal):
        return number(Fraction(told), readers(), 3)
    return spoken_word(told)


def is_known(told: object) -> bool:
    """Whether it is on record."""
    return told not in ("", None, NOT_ON_RECORD.value)


def spoken_word(told: object) -> str:
    """A word of the course file in the reader's language; somebody's own text as it stands."""
    if not is_known(told):
        return words(readers()).value(NOT_ON_RECORD)
    if str(told) in OURS:
        return str(OURS[str(told)])
    return words(readers()).value(told)


def plainly(content: object) -> str:
    """What an entry holds, in the words of the course file and without its brackets."""
    match content:
        case dict():
            return ", ".join(f"{key} {plainly(one)}" for key, one in content.items())
        case list():
            return "; ".join(plainly(one) for one in content)
        case bool():
            return str(content).lower()
    return str(content)


def spoken_outcome(told: object) -> str:
    """What an outcome is called."""
    instrument, _, score = str(told).partition(".")
    return catalogue.instrument(instrument).name(score, readers()).label


def refused(why: CaselineError) -> SafeString:
    """What was said to an entry that was not kept."""
    return format_html("{} {}", _("It was not kept:"), refusal(why))
