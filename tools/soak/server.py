"""Server processes for a soak: the clinic, and the yardstick beside it."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[2]
CLINIC = [
    sys.executable,
    "-c",
    "from caseline.cli.main import main; main()",
    "serve",
    "--port",
]


class Process:
    """One server, its workers and its address; it can be killed and started again."""

    def __init__(self, command: list[str], env: Mapping[str, str], **told: object) -> None:
        self.command, self.env, self.told = command, dict(env), told
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.running = subprocess.Popen(  # type: ignore[call-overload]
            self.command,
            env=os.environ | self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            start_new_session=True,
            **self.told,
        )
        said = self.running.stdout.readline()
        found = re.search(r"http://\S+", said)
        if found is None:
            raise RuntimeError(f"the server did not start: {said}")
        self.address = found[0].rstrip("/")

    def workers(self) -> list[int]:
        """The processes that answer."""
        there = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children")
        return [int(one) for one in there.read_text(encoding="ascii").split()]

    def kill_workers(self) -> set[int]:
        """Kill -9 those that answer; the server starts others."""
        killed = self.workers()
        for worker in killed:
            os.kill(worker, signal.SIGKILL)
        return set(killed)

    def kill(self) -> None:
        """Kill -9 all of it."""
        with suppress(ProcessLookupError):  # it has ended already
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait(60)
        self.running.stdout.close()

    def end(self) -> int:
        """Ask it to end, as a system does; its exit code."""
        self.running.terminate()
        code: int = self.running.wait(60)
        self.running.stdout.close()
        return code


@contextmanager
def clinic(folder: Path, database: str, **told: object) -> Iterator[Process]:
    """The clinic's server on that database."""
    command = [*CLINIC, str(free_port())]  # the same one when it is started again
    with _served(command, surroundings(folder, database), **told) as process:
        yield process


@contextmanager
def bare(folder: Path, database: str) -> Iterator[Process]:
    """The yardstick, served alike."""
    command = [sys.executable, "-m", "tools.soak.served"]
    with _served(command, surroundings(folder, database)) as process:
        yield process


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found: int = taken.getsockname()[1]
    return found


def surroundings(folder: Path, database: str) -> dict[str, str]:
    """The environment of a server that keeps what it makes in that folder."""
    return {
        "CASELINE_DATA": str(folder),
        "CASELINE_DB_URL": database,
        "TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "caseline_web.settings",
    }


def patients(folder: Path, database: str, n: int) -> list[dict[str, str]]:
    """So many patients who are signed in, in a database that the clinic's server has made."""
    made = subprocess.run(
        [sys.executable, "-m", "tools.soak.patients", str(n)],
        env=os.environ | surroundings(folder, database),
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    found: list[dict[str, str]] = json.loads(made.stdout)
    return found


def kept(database: str) -> dict[str, int]:
    """How many entries the database holds of each submission, read past the application."""
    asked = "SELECT submission_id, count(*) FROM entry GROUP BY submission_id"
    if database.startswith("sqlite"):
        with sqlite3.connect(unquote(urlsplit(database).path)[1:] or "/") as base:
            found = base.execute(asked).fetchall()
        base.close()
    else:
        import psycopg

        with psycopg.connect(database) as connection:
            found = connection.execute(asked).fetchall()
    return {str(id_).replace("-", ""): n for id_, n in found}


@contextmanager
def _served(command: list[str], env: Mapping[str, str], **told: object) -> Iterator[Process]:
    process = Process(command, env, **told)
    try:
        yield process
    finally:
        process.kill()
