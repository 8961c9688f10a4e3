"""Where somebody is signed in, and to end it everywhere else."""

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.contrib.auth import HASH_SESSION_KEY
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from caseline_web.access import account
from caseline_web.accounts.devices import device
from caseline_web.courses.store import courses_of_patient
from caseline_web.people.accounts import end_sign_ins


class EndSessions(ListUserSessionsView):  # type: ignore[misc]  # the package has no types
    """The package's page; of a patient the codes and links end too, as when the clinic ends all."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Each session with its device; a patient reads the time by the clock of the course."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        for one in shown["sessions"]:
            one.device = device(one.user_agent)
        courses = courses_of_patient(account(self.request).pk)
        zone = courses[0].zone if courses else timezone.get_current_timezone_name()
        return {**shown, "zone": zone}

    def form_valid(self, form: Form) -> HttpResponse:
        """End them, and go on here."""
        answer: HttpResponse = super().form_valid(form)
        user, session = account(self.request), self.request.session
        if user.role == "patient":
            end_sign_ins(user, passkeys=False, by=user, but=session.session_key)
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        return answer
