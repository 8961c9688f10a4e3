"""`caseline manage rotate_keys`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from caseline.errors import SettingError
from caseline_web import keys
from caseline_web.operation.renewal import renew


class Command(BaseCommand):
    """A new key for identities; what was stored with the earlier ones is stored anew."""

    help = "Make a new key for identities and store all of them anew. Stop the server before."

    def handle(self, *args: object, **options: object) -> None:
        """Put the new key first; the earlier ones stay, for backups that were made with them."""
        try:
            settings.IDENTITY_KEYS = keys.follow(settings.DATA, settings.IDENTITY_KEYS)
        except SettingError as exc:
            raise CommandError(str(exc)) from None
        self.stdout.write(f"{renew()} rows are stored with the new key; start the server again")
