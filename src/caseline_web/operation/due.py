"""The due work as a whole: reminders, then what has passed."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from caseline_web.people.store import drop_ended_pairings
from caseline_web.reminders.due import Done, run_due

REMEMBERED = timedelta(days=30)  # wrong tries to sign in


def do_due() -> Done:
    """Remind, and take out sessions and codes that have ended."""
    done = run_due()
    call_command("clearsessions", verbosity=0)
    _drop_ended_counts()
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - REMEMBERED).delete()
    drop_ended_pairings()
    return done


def _drop_ended_counts() -> None:
    """Who tried how often, by network: the cache drops what has ended only once it is full."""
    ended = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [ended])
