"""`caseline manage audit_verify`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseline_web.audit import chain
from caseline_web.courses import proof


class Command(BaseCommand):
    """Verify every chain of the audit trail, and the entries that it saw being saved."""

    help = (
        "Verify every chain of the audit trail and the entries that it speaks of; prints the "
        "newest digests, to be kept elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What was printed before."""
        parser.add_argument(
            "--since", help="a file with an earlier output: the end is verified too"
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  Django's signature
        """Print one line for each chain; exit code 1 where one does not hold."""
        broken = [*self._chains(), *_cut_off(options["since"])]
        if broken:
            raise CommandError(f"the audit trail does not hold: {', '.join(broken)}")

    def _chains(self) -> list[str]:
        broken = []
        for name in chain.chains():
            (number, digest), why = chain.head(name), proof.broken(name)
            self.stdout.write(f"{name}\t{number}\t{digest}\t{why or 'holds'}")
            broken += [name] if why else []
        return broken


def _cut_off(since: str | None) -> list[str]:
    """The chains whose end of then is not in them now."""
    if since is None:
        return []
    try:
        lines = [line.split("\t") for line in Path(since).read_text("utf-8").splitlines()]
        heads = [(name, int(number), digest) for name, number, digest, *_ in lines]
    except (OSError, ValueError):
        raise CommandError(f"{since}: is no output of audit_verify, one is needed") from None
    return [f"{name} (cut off)" for name, n, digest in heads if not chain.holds_at(name, n, digest)]
