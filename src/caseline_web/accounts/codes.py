"""A code by e-mail: good only while nobody ended the patient's sign-ins since it was asked for."""

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from caseline_web.accounts.adapter import CodeByMailForm
from caseline_web.people.accounts import made_under

_KEPT = "code_made_under"


class AskForCode(RequestLoginCodeView):  # type: ignore[misc]  # the package has no types
    """The package's page; the session remembers what the code was made under."""

    def form_valid(self, form: CodeByMailForm) -> HttpResponse:
        """Send it, or nothing to a stranger."""
        user = form._user
        self.request.session[_KEPT] = made_under(user.pk if user else None)
        answer: HttpResponse = super().form_valid(form)
        return answer


class ConfirmCode(ConfirmLoginCodeView):  # type: ignore[misc]  # as above
    """The package's page; a code of before is a wrong one."""

    def form_valid(self, form: ConfirmLoginCodeForm) -> HttpResponse:
        """Sign in."""
        if self.request.session.get(_KEPT) == made_under(self._process.user.pk):
            answer: HttpResponse = super().form_valid(form)
            return answer
        self._process.abort()
        ended = _("This code is wrong, was used, or has ended. Ask for another.")
        messages.error(self.request, ended)
        return redirect("account_request_login_code")
