"""The due work: remind whoever wants to be, once an evening, and say when nothing went out."""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import mail_admins, send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from caseline_web.courses.agenda import agenda
from caseline_web.courses.days import clock_at, evening_of
from caseline_web.courses.store import CourseRef, courses, entries
from caseline_web.links import EveningLink, token_for
from caseline_web.people.store import identity_of, language_of
from caseline_web.reminders import store

EMAIL = "email"
KINDS = ("schedule", "visit", "pause", "not_done")


def run_due(now: datetime | None = None) -> store.Run:
    """Do what is due; running it again does nothing twice."""
    at = now or timezone.now()
    wanted = [course for course in courses() if _wants(course, at)]
    sent = sum(_remind(course, evening_of(at, course.zone)) for course in wanted)
    store.ran(len(wanted), sent)
    if wanted and not sent and settings.MAIL_URL:
        mail_admins("Caseline", "Reminders were due, and none went out.", fail_silently=True)
    return store.Run(at, len(wanted), sent)


def _wants(course: CourseRef, now: datetime) -> bool:
    """Whether a reminder is due by mail that was not planned yet."""
    choice, evening = store.chosen(course), evening_of(now, course.zone)
    if not choice.by_email or clock_at(now, course.zone) < choice.hour.strftime("%H:%M"):
        return False
    if any(one.evening == evening and one.channel == EMAIL for one in store.reminders_of(course)):
        return False
    asked = agenda(entries(course, *KINDS), evening)
    return bool(asked.tonight) and not asked.answered_tonight


def _remind(course: CourseRef, evening: date) -> bool:
    """Send one reminder; it says nothing of an illness, for others may read it."""
    who = identity_of(course.patient) if course.patient else None
    if who is None or not who.email or not store.plan(course, evening, EMAIL):
        return False
    link = settings.ADDRESS + reverse("evening_link", args=[_token(course, evening)])
    with translation.override(language_of(course.patient) or settings.LANGUAGE_CODE):
        text = (
            _("Your questions for this evening:")
            + f"\n\n{link}\n\n"
            + _(
                "The link is good for this evening alone. To change or end these reminders, open "
                "the application on your phone."
            )
        )
        try:
            send_mail(_("This evening"), text, None, [who.email])
        except OSError as exc:
            store.failed(course, evening, EMAIL, type(exc).__name__)
            return False
    store.sent(course, evening, EMAIL)
    return True


def _token(course: CourseRef, evening: date) -> str:
    return token_for(EveningLink(course.pseudonym, evening))
