"""`caseline manage`: Django's commands, and those of this application."""

import click

from caseline.errors import MissingExtraError, SettingError


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Do the housekeeping of the web application: migrate, run_due, backup, … (help lists all)."""
    try:
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError

        from caseline_web import keys, settings
    except ModuleNotFoundError:
        raise MissingExtraError("the web application", "web") from None
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings.__name__)
    if words[:1] in (("migrate",), ("restore",)):
        keys.close_database(settings.DATABASES["default"])
    try:
        execute_from_command_line(["caseline manage", *words])
    except DatabaseError as exc:  # its words may hold what somebody entered
        raise SettingError(
            f"CASELINE_DB_URL: the database refused ({type(exc).__name__}), one that answers, has "
            "room and was migrated (`caseline manage migrate`) is right"
        ) from None
