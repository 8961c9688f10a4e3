"""The language of the reader, and the one that was chosen on whatever page that was."""

from collections.abc import Callable
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.translation import activate, get_language, gettext

from caseline.analysis.refusals import refusal as in_language

Language = Literal["en", "de"]
PROGRAMS = "/api/"  # they have no language, and a body that is read once
Answer = Callable[[HttpRequest], HttpResponse]


def chosen_language(answer: Answer) -> Answer:
    """Middleware: a page that is asked for again with a `language` answers in it, and keeps it.

    Where something was entered it is sent along, so that it is there in the new language too.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PROGRAMS):
            return answer(request)
        chosen = request.POST.get("language")
        if chosen not in dict(settings.LANGUAGES):
            return answer(request)
        activate(chosen)
        alone = set(request.POST) <= {"language", "csrfmiddlewaretoken"}
        response = (
            redirect(escape_leading_slashes(request.get_full_path())) if alone else answer(request)
        )
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    return answered


def refusal(why: object) -> SafeString:
    """What the library or a page of ours refused, in the reader's language.

    A sentence that has no words in it stays in English and is marked so.
    """
    told = refusal_text(why)
    foreign = told == str(why) and readers() != "en"
    return format_html('<span lang="en">{}</span>' if foreign else "{}", told)


def refusal_text(why: object) -> str:
    """The same as a plain text."""
    english = str(why)
    before, colon, after = english.partition(": ")
    told = gettext(english) if english else ""
    if told == english and after:  # where it is stands before what it is
        told = f"{before}{colon}{gettext(after)}"
    if told == english:
        told = in_language(english, readers())
    return told


def readers() -> Language:
    """The language in which this request is answered."""
    return "de" if get_language() == "de" else "en"
