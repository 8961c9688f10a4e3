"""`caseline manage audit_verify`."""

from django.core.management.base import BaseCommand, CommandError

from caseline_web.audit import chain


class Command(BaseCommand):
    """Verify every chain of the audit trail."""

    help = "Verify every chain of the audit trail, and print the newest digests."

    def handle(self, *args: object, **options: object) -> None:
        """Print one line for each chain; exit code 1 where one does not hold."""
        broken = []
        for name in chain.chains():
            found, (number, digest) = chain.verify(name), chain.head(name)
            state = f"event {found.number} {found.why}" if found else "holds"
            self.stdout.write(f"{name}\t{number}\t{digest}\t{state}")
            broken += [name] if found else []
        if broken:
            raise CommandError(f"the audit trail does not hold: {', '.join(broken)}")
