"""`caseline check`: whether a course or an instrument file can be read."""

from pathlib import Path

import click

from caseline.cli.named import named


@click.command("check")
@click.argument("file", type=named)
def command(file: Path) -> None:
    """Check FILE, a course or an instrument, and say what is wrong with it, or odd."""
    from caseline.document import read_document
    from caseline.errors import CourseError

    top = read_document(file, CourseError)
    is_instrument = top.has("item") or top.has("score")
    for line in _of_instrument(file) if is_instrument else _of_course(file):
        click.echo(f"{file.name}: {line}")


def _of_instrument(file: Path) -> list[str]:
    from caseline.instruments.check import check_instrument_file
    from caseline.scoring.worked import check_worked_cases

    instrument = check_instrument_file(file)
    cases = check_worked_cases(file, instrument)
    shown = f", with {_counted(cases, 'worked case')}" if cases else ""
    return [f"the instrument {instrument.ref} is right{shown}"]


def _of_course(file: Path) -> list[str]:
    from caseline.course import notices, read_course

    course = read_course(file)
    odd = [f"notice: {one}" for one in notices(course)]
    return [f"the course is right, with {_counted(len(course.visits), 'visit')}", *odd]


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
