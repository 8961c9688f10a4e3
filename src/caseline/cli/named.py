"""A file or a folder that a command is given by its name."""

from pathlib import Path

import click


def named(name: str) -> Path:
    """The path of that name; an empty one is refused, for it would mean the folder one is in."""
    if not name:
        raise click.BadParameter("is empty, a name is needed")
    return Path(name)
