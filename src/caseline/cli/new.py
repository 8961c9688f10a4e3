"""`caseline new`: a commented course file to fill in."""

import os
from pathlib import Path

import click

from caseline.cli.named import named
from caseline.errors import OutputError

TEMPLATE = Path(__file__).parents[1] / "course" / "template.toml"


@click.command("new")
@click.argument("course", type=named)
def command(course: Path) -> None:
    """Write a commented course file to COURSE, to fill in. A file that exists is left alone."""
    try:
        with course.open("xb") as out:
            out.write(TEMPLATE.read_bytes())
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise OutputError(
            f"{course.name}: there is such a file already, a new name is needed"
        ) from None
    except OSError as exc:
        raise OutputError(
            f"{course}: cannot be written ({exc.strerror}), a folder with room is needed"
        ) from exc
    click.echo(f"{course}: fill it in, then: caseline check {course}")
