"""`caseline manage restore FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseline.errors import SettingError
from caseline_web.operation.backup import restore


class Command(BaseCommand):
    """Put a backup into the database."""

    help = "Put a backup into the database, whole or not at all, and verify the audit trail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and whether it replaces what is there."""
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="take out what is there")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Restore, and say who was erased again and whether the audit trail holds."""
        try:
            restored = restore(Path(options["file"]), options["replace"])
        except SettingError as exc:
            raise CommandError(str(exc)) from None
        for pseudonym in restored.erased:
            self.stdout.write(f"{pseudonym}: was erased after this backup, and is erased again")
        if restored.n_lost:
            self.stdout.write(
                f"second factors that no key here opens: {restored.n_lost}, to be set anew"
            )
        for one in restored.broken:
            self.stderr.write(f"audit chain {one.chain}: {one}")
        if restored.broken:
            raise CommandError("restored, but the audit trail does not hold")
        self.stdout.write("restored; the audit trail holds")
