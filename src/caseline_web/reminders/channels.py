"""The ways a reminder goes out. What it says names no illness: others may read it."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseline_web.courses.store import CourseRef
from caseline_web.links import EveningLink, token_for
from caseline_web.people.accounts import made_under
from caseline_web.people.store import identity_of, language_of
from caseline_web.reminders import push
from caseline_web.reminders.ledger import FETCHED, Reminder
from caseline_web.reminders.store import Chosen, chosen, device_is_gone, devices_of

PATIENCE = 20  # seconds for a mail server
CALENDAR_READS = timedelta(days=8)  # the slowest calendars fetch once a week
NAMES = {
    "email": gettext_lazy("e-mail"),
    "push": gettext_lazy("notification"),
    FETCHED: gettext_lazy("calendar"),
}
REASONS = {
    "answered": gettext_lazy("not needed: answered before"),
    "switched off": gettext_lazy("not needed: switched off before"),
    "no mail": gettext_lazy("no mail server is set up (CASELINE_MAIL_URL)"),
    "no address": gettext_lazy("the installation does not know its own address (CASELINE_ADDRESS)"),
    "no e-mail": gettext_lazy("the patient has no e-mail address on record"),
    "refused": gettext_lazy("refused at the other end"),
    "unreachable": gettext_lazy("the other end could not be reached"),
    "no device": gettext_lazy("no phone takes notifications any more"),
    "not fetched": gettext_lazy("no calendar has fetched it for 8 days"),
}


class NotSentError(Exception):
    """It did not go out; the word is one of `REASONS`."""


def channels_of(course: CourseRef, choice: Chosen) -> list[str]:
    """The ways that a patient chose."""
    wanted = {
        "email": choice.by_email,
        "push": bool(devices_of(course)),
        FETCHED: bool(choice.feed),
    }
    return [name for name, on in wanted.items() if on]


def send(course: CourseRef, reminder: Reminder, at: datetime) -> None:
    """Send one reminder in its way.

    Raises
    ------
    NotSentError
        It did not go out.
    """
    with translation.override(language_of(course.patient) or settings.LANGUAGE_CODE):
        _WAYS[reminder.channel](course, reminder, at)


def _by_email(course: CourseRef, reminder: Reminder, at: datetime) -> None:
    who = identity_of(course.patient) if course.patient else None
    if not settings.MAIL_URL:
        raise NotSentError("no mail")
    if who is None or not who.email:
        raise NotSentError("no e-mail")
    told = (
        _("Your questions for this evening:"),
        _link(course, reminder),
        _(
            "The link is good for this evening alone. To change or end these reminders, open "
            "Caseline on your phone."
        ),
        "Caseline",
    )
    message = EmailMessage(
        f"Caseline: {_('This evening')}",  # told apart in the mailbox as the codes are
        "\n\n".join(told),
        None,
        [who.email],
        # A second try after a crash is the same message, and no robot answers it.
        headers={"Message-ID": _message_id(reminder), "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=PATIENCE),
    )
    try:
        message.send()
    except SMTPRecipientsRefused:
        raise NotSentError("refused") from None
    except OSError:
        raise NotSentError("unreachable") from None


def _by_push(course: CourseRef, reminder: Reminder, at: datetime) -> None:
    note = push.Note(_("This evening"), _("Your questions are waiting."), _link(course, reminder))
    seconds = int((reminder.ends_at - at).total_seconds())
    outcomes = []
    for device in devices_of(course):
        outcome = push.send(device.subscription, note, seconds)
        if outcome == "gone":
            device_is_gone(device)
        outcomes.append(outcome)
    if "sent" in outcomes:
        return
    raise NotSentError(next((one for one in outcomes if one != "gone"), "no device"))


def _by_calendar(course: CourseRef, reminder: Reminder, at: datetime) -> None:
    """Nothing is sent: the calendar has the hour, if it fetched it lately."""
    read = chosen(course).feed_read_at
    if read is None or read < at - CALENDAR_READS:
        raise NotSentError("not fetched")


def _link(course: CourseRef, reminder: Reminder) -> str:
    """The way to that evening's questions, which writes and shows nothing else."""
    if not settings.ADDRESS:
        raise NotSentError("no address")
    link = EveningLink(course.pseudonym, reminder.evening, made_under(course.patient))
    token = token_for(link)
    return f"{settings.ADDRESS}{reverse('evening_link', args=[token])}?by={reminder.channel}"


def _message_id(reminder: Reminder) -> str:
    """The same for every try, and nobody learns from it whose it is."""
    told = hmac.new(settings.SECRET_KEY.encode(), str(reminder.pk).encode(), hashlib.sha256)
    return f"<{told.hexdigest()[:32]}@caseline.invalid>"


_WAYS: dict[str, Callable[[CourseRef, Reminder, datetime], None]] = {
    "email": _by_email,
    "push": _by_push,
    FETCHED: _by_calendar,
}
