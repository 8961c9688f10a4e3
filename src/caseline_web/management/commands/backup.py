"""`caseline manage backup [FOLDER]`."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from caseline.errors import SettingError
from caseline_web.operation.backup import back_up, note


class Command(BaseCommand):
    """Write one encrypted backup."""

    help = "Write one encrypted backup of the whole database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", nargs="?", default=str(settings.DATA / "backups"))

    def handle(self, *args: object, **options: str) -> None:
        """Back up, print the file's name, and note it."""
        try:
            path = back_up(Path(options["folder"]))
            self.stdout.write(str(path))
            note(path)
        except SettingError as exc:
            raise CommandError(str(exc)) from None
