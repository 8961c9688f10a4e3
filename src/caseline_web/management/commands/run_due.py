"""`caseline manage run_due`."""

from django.core.management.base import BaseCommand

from caseline_web.operation.due import do_due


class Command(BaseCommand):
    """Do the due work."""

    help = "Send the reminders that are due and tidy up. May run as often as you like."

    def handle(self, *args: object, **options: object) -> None:
        """Print what was done."""
        run = do_due()
        self.stdout.write(f"reminders due {run.due}, sent {run.sent}")
