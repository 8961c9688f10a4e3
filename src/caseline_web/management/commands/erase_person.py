"""`caseline manage erase_person PSEUDONYM --sure`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseline.errors import SettingError
from caseline_web.courses.store import course_named
from caseline_web.erasures import NAME
from caseline_web.person import erase


class Command(BaseCommand):
    """Erase one person."""

    help = "Take out everything about the person of a course. It cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom."""
        parser.add_argument("pseudonym")
        parser.add_argument("--sure", action="store_true", help="without it nothing is erased")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Erase, and say what stays."""
        course = course_named(options["pseudonym"])
        if course is None:
            raise CommandError("there is no course of this pseudonym")
        if not options["sure"]:
            raise CommandError("--sure is needed: this cannot be undone")
        try:
            erase(course, "command erase_person")
        except SettingError as exc:
            raise CommandError(str(exc)) from None
        self.stdout.write(
            "erased; the pseudonym, times and digests stay in the audit trail; backups hold the "
            f"person until newer ones have taken their place, and {NAME} in CASELINE_DATA has a "
            "restore erase them again"
        )
