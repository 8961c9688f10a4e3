"""A real server process on a database of its own, with patients who are signed in."""

from contextlib import contextmanager

import pytest


@contextmanager
def _clinic(folder, database, n):
    from tools.soak import server

    with server.clinic(folder, database) as process:
        yield process, server.patients(folder, database, n), database


@pytest.fixture(scope="session")
def clinic(tmp_path_factory):
    """`server, patients, database` on SQLite, as `caseline serve` makes it."""
    folder = tmp_path_factory.mktemp("clinic")
    with _clinic(folder, f"sqlite:///{folder}/caseline.sqlite3", 12) as made:
        yield made


@pytest.fixture(scope="session")
def postgresql_clinic(tmp_path_factory):
    """The same on PostgreSQL."""
    from tests.postgresql import postgresql

    with (
        postgresql() as database,
        _clinic(tmp_path_factory.mktemp("clinic"), database, 12) as made,
    ):
        yield made
