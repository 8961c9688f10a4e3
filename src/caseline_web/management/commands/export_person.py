"""`caseline manage export_person PSEUDONYM`."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from caseline_web.audit import chain
from caseline_web.courses.exact import dumps
from caseline_web.courses.store import course_named
from caseline_web.person import everything


class Command(BaseCommand):
    """Everything that is kept about one person."""

    help = "Print everything that is kept about the person of a course, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("pseudonym")

    def handle(self, *args: object, **options: str) -> None:
        """Print it; the audit trail remembers that it was asked for."""
        course = course_named(options["pseudonym"])
        if course is None:
            raise CommandError("there is no course of this pseudonym")
        chain.record(course.pseudonym, "command export_person", "export: person")
        self.stdout.write(dumps(everything(course)))
