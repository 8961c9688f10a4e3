"""`caseline serve`: the web application, until Ctrl-C."""

import os
from tempfile import TemporaryDirectory

import click

from caseline.errors import MissingExtraError


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
def command(host: str, port: int) -> None:
    """Serve the web application; its address is printed when it is ready."""
    try:
        from caseline_web.server import Server
    except ImportError:
        raise MissingExtraError("the web application", "web") from None
    with TemporaryDirectory(prefix="caseline-static-") as folder:
        os.environ.setdefault("CASELINE_STATIC", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseline_web.settings")
        _gather()
        Server(host, port).run()


def _gather() -> None:
    """Static files under names that change with their content."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
