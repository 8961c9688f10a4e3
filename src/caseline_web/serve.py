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
def command(host: str, port: int) -> None:
    """Serve the web application; its address is printed when it is ready."""
    try:
        from caseline_web.server import Server, listen, set_up
    except ModuleNotFoundError:
        raise MissingExtraError("the web application", "web") from None
    with set_up():
        listening = listen(host, port)
        _warn(listening.getsockname()[0])
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
