"""The due work as a whole: reminders, then what has passed."""

from django.core.management import call_command

from caseline_web.people.store import drop_ended_pairings
from caseline_web.reminders.due import run_due
from caseline_web.reminders.store import Run


def do_due() -> Run:
    """Remind, and take out sessions and codes that have ended."""
    run = run_due()
    call_command("clearsessions")
    drop_ended_pairings()
    return run
