"""In what language an account is written to: the one that its owner chose last."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse

from caseline_web.people.models import User
from caseline_web.people.store import speak_to

Answer = Callable[[HttpRequest], HttpResponse]


def remembered(answer: Answer) -> Answer:
    """Middleware: whoever chooses a language on a page reads their reminders and letters in it."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if chosen := response.cookies.get(settings.LANGUAGE_COOKIE_NAME):
            user = get_user(request)
            if isinstance(user, User):
                speak_to(user, chosen.value)
        return response

    return answered
