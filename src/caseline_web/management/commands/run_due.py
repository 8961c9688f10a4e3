"""`caseline manage run_due`."""

from django.core.management.base import BaseCommand, CommandError

from caseline_web.operation.due import do_due


class Command(BaseCommand):
    """Do the due work."""

    help = "Send the reminders that are due and tidy up. May run as often as you like."

    def handle(self, *args: object, **options: object) -> None:
        """Print what was done; where nothing goes out, fail, so that cron or a timer tells it."""
        done = do_due()
        self.stdout.write(f"reminders due {done.run.due}, sent {done.run.sent}")
        if done.silent:
            raise CommandError(
                "reminders were due in the last day, and none went out: a mail server that "
                "answers is needed (CASELINE_MAIL_URL), the page Operation tells more"
            )
