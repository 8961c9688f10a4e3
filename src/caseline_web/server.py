"""A real server process: gunicorn, with the application loaded before it forks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import rmtree
from socket import AF_INET, AF_INET6, create_server, socket
from tempfile import mkdtemp
from typing import TYPE_CHECKING, cast

import django
from django.core.management import call_command
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from caseline.errors import SettingError

if TYPE_CHECKING:
    from gunicorn._types import _WSGIAppType

THREADS = 8


class Server(BaseApplication):
    """Serves the application on a socket until it is told to end; tells when it is ready."""

    def __init__(self, listening: socket) -> None:
        self.descriptor = listening.detach()  # whoever closes it now is gunicorn
        super().__init__()

    def load_config(self) -> None:
        wanted = {
            "bind": f"fd://{self.descriptor}",
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


@contextmanager
def set_up() -> Iterator[None]:
    """Django with its settings, and static files under names that change with their content.

    Raises
    ------
    SettingError
        A setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseline_web.settings")
    with _own_folder() as folder:
        os.environ.setdefault("CASELINE_STATIC", folder)
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


def listen(host: str, port: int) -> socket:
    """A socket on which nobody else listens.

    Raises
    ------
    SettingError
        There is none at this address.
    """
    try:
        return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except OSError as exc:
        why = str(exc.strerror).partition(" (")[0]
        raise SettingError(
            f"--host {host} --port {port}: {why}, a free port of this machine is right"
        ) from None


@contextmanager
def _own_folder() -> Iterator[str]:
    """A folder that goes with this process, and not with a worker, which is a copy of it."""
    folder, maker = mkdtemp(prefix="caseline-static-"), os.getpid()
    try:
        yield folder
    finally:
        if os.getpid() == maker:
            rmtree(folder)


def _tell(arbiter: Arbiter) -> None:
    """One line with the address, once requests are answered."""
    host, port = arbiter.LISTENERS[0].sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"Caseline is at http://{shown}:{port}/", flush=True)  # noqa: T201  its only output
