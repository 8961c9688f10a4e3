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
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from caseline.errors import SettingError
from caseline_web import erasures, keys

if TYPE_CHECKING:
    from gunicorn._types import _WSGIAppType

MOST_WORKERS = 4


class Server(BaseApplication):
    """Serves the application on a socket until it is told to end; tells when it is ready."""

    def __init__(self, listening: socket) -> None:
        self.descriptor = listening.detach()  # whoever closes it now is gunicorn
        super().__init__()

    def load_config(self) -> None:
        workers, threads = shape()
        wanted = {
            "bind": f"fd://{self.descriptor}",
            "workers": workers,
            "threads": threads,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": _tell,
        }
        if workers > 1:
            # A connection for each request: it would stay with a process that is busy while another
            # is idle. Nor does one take many that wait: the first that is idle takes them.
            wanted |= {"keepalive": 0, "worker_connections": 2 * threads}
        for name, value in wanted.items():
            self.cfg.set(name, value)

    def load(self) -> "_WSGIAppType":
        from django.urls import reverse

        from caseline_web.wsgi import application

        reverse("home")  # every page is imported here, once, and not by each worker again
        return cast("_WSGIAppType", application)


def shape() -> tuple[int, int]:
    """How many processes answer, and how many requests each of them at once.

    SQLite has one writer: who waits for it waits in one process, where there is a queue. On
    PostgreSQL each core has a process.
    """
    if connection.vendor == "sqlite":
        return 1, 8
    return max(2, min(os.cpu_count() or 1, MOST_WORKERS)), 4


@contextmanager
def set_up(demo: bool = False) -> Iterator[None]:
    """Django with its settings, its database and its keys, and static files under new names.

    Parameters
    ----------
    demo
        In a folder that goes with this process, with the three demo persons.

    Raises
    ------
    SettingError
        A setting is wrong, or the database cannot be reached.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseline_web.settings")
    with _own_folder() as folder:
        os.environ.setdefault("CASELINE_STATIC", f"{folder}/static")
        if demo:
            os.environ["CASELINE_DATA"] = f"{folder}/data"
            os.environ["CASELINE_DB_URL"] = f"sqlite:///{folder}/data/caseline.sqlite3"
        os.environ["CASELINE_DEMO"] = "on" if demo else "off"  # never by a variable that was left
        keys.make(keys.folder())
        erasures.begin(keys.folder())
        django.setup()
        call_command("collectstatic", interactive=False, verbosity=0)
        keys.close_database(connection.settings_dict)
        _migrate()
        if demo:
            from caseline_web.demo import fill

            fill()
        yield


def _migrate() -> None:
    """The database as this version needs it; what is there is backed up before."""
    try:
        if _behind():
            from caseline_web.operation.backup import back_up

            back_up(keys.folder() / "backups")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as exc:
        raise SettingError(
            f"CASELINE_DB_URL: the database cannot be used ({type(exc).__name__}), one that "
            f"answers and that may be written is right"
        ) from None


def _behind() -> bool:
    """Whether there is a database, of an earlier version."""
    plan = MigrationExecutor(connection)
    applied = plan.loader.applied_migrations
    ours = {app for app, _ in plan.loader.disk_migrations}
    if any(step[0] in ours and step not in plan.loader.disk_migrations for step in applied):
        raise SettingError(
            "CASELINE_DB_URL: the database is of a newer version of Caseline, that version or a "
            "newer one is right"
        )
    return bool(applied) and bool(plan.migration_plan(plan.loader.graph.leaf_nodes()))


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
    folder, maker = mkdtemp(prefix="caseline-"), os.getpid()
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
