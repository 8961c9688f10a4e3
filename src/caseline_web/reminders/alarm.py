"""The operator is told when reminders were due and none went out."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseline_web.people.store import administrators
from caseline_web.reminders import ledger
from caseline_web.reminders.channels import PATIENCE


def tell(alarm: ledger.Alarm, at: datetime) -> None:
    """Mail the administrators, once a day; while mail is down it is tried at each run.

    The page of the operation and the exit code of `run_due` tell it too, without mail.
    """
    if alarm.mailed_at or not settings.MAIL_URL:
        return
    try:
        told = [_mail(email, language, alarm) for email, language in administrators()]
    except OSError:
        return
    if told:
        ledger.alarm_mailed(alarm, at)


def _mail(email: str, language: str, alarm: ledger.Alarm) -> int:
    with translation.override(language or settings.LANGUAGE_CODE):
        text = ngettext(
            "In the last day %(n)s reminder was due, and none went out.",
            "In the last day %(n)s reminders were due, and none went out.",
            alarm.due,
        ) % {"n": alarm.due}
        told = f"{text}\n\n{settings.ADDRESS}{reverse('operation')}"
        message = EmailMessage(
            _("No reminder went out"),
            told,
            None,
            [email],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(timeout=PATIENCE),
        )
        return message.send()
