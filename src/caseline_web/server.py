"""A real server process: gunicorn, with the application loaded before it forks."""

from typing import TYPE_CHECKING, cast

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

if TYPE_CHECKING:
    from gunicorn._types import _WSGIAppType

THREADS = 8


class Server(BaseApplication):
    """Serves the application at one address until it is told to end; tells when it is ready."""

    def __init__(self, host: str, port: int) -> None:
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        wanted = {
            "bind": self.address,
            "workers": 1,
            "threads": THREADS,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": _tell,
        }
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> "_WSGIAppType":
        from caseline_web.wsgi import application

        return cast("_WSGIAppType", application)


def _tell(arbiter: Arbiter) -> None:
    """One line with the address, once requests are answered."""
    host, port = arbiter.LISTENERS[0].sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"Caseline is at http://{shown}:{port}/", flush=True)  # noqa: T201  its only output
