"""Serve the yardstick as `caseline serve` serves the clinic: `python -m tools.soak.served`."""

from typing import TYPE_CHECKING

from tools.soak.bare import application  # sets Django up, so it comes first

from caseline_web.server import Server, listen  # isort: skip

if TYPE_CHECKING:
    from gunicorn._types import _WSGIAppType


class Bare(Server):
    """The same server process, with the other application."""

    def load(self) -> "_WSGIAppType":
        return application


if __name__ == "__main__":
    Bare(listen("127.0.0.1", 0)).run()
