"""How the installation is: what is kept, what is due, and whether the audit trail holds."""

from datetime import timedelta
from shutil import disk_usage

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from caseline_web.access import account, for_staff
from caseline_web.audit import chain
from caseline_web.courses import proof
from caseline_web.courses.store import courses_of_organisation
from caseline_web.operation.backup import newest
from caseline_web.operation.forms import ContactForm
from caseline_web.people.store import contact_of, set_contact
from caseline_web.reminders.ledger import alarms, runs, stale

SHOWN = timedelta(days=7)  # for so long an alarm is shown


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("operate")
def page(request: HttpRequest) -> HttpResponse:
    """The state of the installation, without anything of a patient; and whom these can talk to.

    To verify a trail takes longer the longer it is, so that is done when it is asked for.
    """
    clinic = account(request).organisation_id
    form = ContactForm(request.POST or None, initial={"contact": contact_of(clinic)})
    if form.is_valid():
        set_contact(clinic, form.cleaned_data["contact"], account(request))
        return redirect("operation")
    verify, last, now = "verify" in request.GET, runs(), timezone.now()
    ours = courses_of_organisation(clinic)
    names = [chain.CLINIC, *(one.pseudonym for one in ours)]
    shown = {
        "form": form,
        "trails": [
            (one, chain.head(one)[0], proof.broken(one) if verify else None) for one in names
        ],
        "verified": verify,
        "n_courses": len(ours),
        "runs": last[:5],
        "alarms": alarms((now - SHOWN).date()),
        "stale": stale(now),
        "backup": newest(),
        "free": disk_usage(settings.DATA).free / 1e9,
    }
    return render(request, "operation/page.html", shown)
