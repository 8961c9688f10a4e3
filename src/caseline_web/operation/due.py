"""The due work as a whole: reminders, then what has passed."""

from django.core.management import call_command

from caseline_web.people.store import drop_ended_pairings
from caseline_web.reminders.due import Done, run_due


def do_due() -> Done:
    """Remind, and take out sessions and codes that have ended."""
    done = run_due()
    call_command("clearsessions")
    drop_ended_pairings()
    return done
