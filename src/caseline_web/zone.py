"""The clock of the clinic, by which staff read times and by which their day begins and ends."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from caseline_web.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]


def of_the_clinic(answer: Answer) -> Answer:
    """Middleware: staff see the time of their clinic. A patient's pages go by the course's own."""

    def answered(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or user.role == "patient":
            return answer(request)
        with timezone.override(ZoneInfo(user.organisation.zone)):
            return answer(request)

    return answered
