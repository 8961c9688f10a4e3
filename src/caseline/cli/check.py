"""`caseline check`: whether a course or an instrument file can be read."""

from pathlib import Path

import click


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Check FILE, a course or an instrument, and say what is wrong with it."""
    from caseline.course import read_course
    from caseline.document import read_document
    from caseline.errors import CourseError
    from caseline.instruments.check import check_instrument_file

    top = read_document(file, CourseError)
    if top.has("item") or top.has("score"):
        instrument = check_instrument_file(file)
        click.echo(f"{file.name}: the instrument {instrument.ref} is right")
        return
    course = read_course(file)
    n = len(course.visits)
    click.echo(f"{file.name}: the course is right, with {n} visit{'s' if n > 1 else ''}")
