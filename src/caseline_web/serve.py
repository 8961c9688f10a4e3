"""`caseline serve`: the web application, until Ctrl-C."""

from ipaddress import ip_address

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
@click.option("--demo", is_flag=True, help="With three demo persons, in a folder that passes.")
def command(host: str, port: int, demo: bool) -> None:
    """Serve the web application; its address is printed when it is ready.

    The first time it makes the database and the keys, and a link for the first administrator.
    """
    try:
        from caseline_web.server import Server, listen, set_up
    except ModuleNotFoundError:
        raise MissingExtraError("the web application", "web") from None
    with set_up(demo):
        from django.db import connections

        from caseline_web.state import first_link, lacking  # reads rows: after the set-up

        listening = listen(host, port)
        address = listening.getsockname()
        _warn(address[0])
        if not demo:
            for line in (*lacking(), *first_link(address[0], address[1])):
                click.echo(f"caseline: {line}", err=True)
        connections.close_all()  # a worker is a copy of this process, and needs its own
        Server(listening).run()


def _warn(address: str) -> None:
    """One line where others on the network could read what is sent."""
    from django.conf import settings

    if not ip_address(address).is_loopback and not settings.BEHIND_HTTPS:
        click.echo(
            "caseline: other machines can reach this address, and what they send is not encrypted: "
            "put a server with HTTPS before it and set CASELINE_HTTPS=1",
            err=True,
        )
