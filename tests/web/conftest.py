"""The web application in one process: static files gathered once, a real database, no mail sent.

The database is SQLite in a file; with `CASELINE_TEST_DB=postgresql` it is a PostgreSQL server
that is started for the tests.
"""

import os
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.postgresql import postgresql

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def pytest_collection_modifyitems(items):
    """Tests that use rows run on both databases: `pytest tests/web -m database`."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def application(tmp_path_factory):
    """Django, set up as `caseline serve` does it, on an empty database."""
    from cryptography.fernet import Fernet

    data = tmp_path_factory.mktemp("data")
    mine = {
        "CASELINE_STATIC": str(tmp_path_factory.mktemp("static")),
        "CASELINE_DATA": str(data),
        "CASELINE_KEYS": Fernet.generate_key().decode(),
        "CASELINE_BACKUP_KEY": Fernet.generate_key().decode(),
        "DJANGO_SETTINGS_MODULE": "caseline_web.settings",
    }
    with pytest.MonkeyPatch.context() as patch, _database(data) as address:
        for name, value in (mine | {"CASELINE_DB_URL": address}).items():
            patch.setenv(name, value)
        import django
        from django.core.management import call_command
        from django.test.utils import setup_databases, setup_test_environment, teardown_databases

        django.setup()
        setup_test_environment()
        call_command("collectstatic", interactive=False, verbosity=0)
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)


def _database(data):
    if os.environ.get("CASELINE_TEST_DB") == "postgresql":
        return postgresql()
    from contextlib import nullcontext

    return nullcontext(f"sqlite:///{data / 'caseline.sqlite3'}")


@pytest.fixture
def db(application):
    """The database as it was before, after each test."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def settings_changed(application):
    """`settings_changed(NAME=value)` changes settings of Django for one test."""
    from contextlib import ExitStack

    from django.test import override_settings

    with ExitStack() as stack:
        yield lambda **told: stack.enter_context(override_settings(**told))


@pytest.fixture
def client(application):
    """A browser without JavaScript; a form's token is its own business."""
    return _browser()


def _browser():
    from tests.web.browsers import Browser

    return Browser(headers={"host": "localhost", "accept-language": "en"})


@pytest.fixture
def clinic(db):
    """A clinic with one account of each role."""
    from caseline_web.people.models import OrganisationRow

    return OrganisationRow.objects.create(name="A clinic", zone="Europe/Vienna")


@pytest.fixture
def account(clinic):
    """`account("clinician")` is an account of that role; the same one each time."""
    from caseline_web.people.models import User

    made = {}

    def named(role, of=clinic):
        if (role, of.pk) not in made:
            email = "" if role == "patient" else f"{role}.{of.pk}@clinic.example"
            made[role, of.pk] = User.objects.create(role=role, organisation=of, email=email)
        return made[role, of.pk]

    return named


@pytest.fixture
def signed_in(account):
    """`signed_in("patient")` is a browser in which that account is signed in."""

    def browser(role, **told):
        found, user = _browser(), account(role, **told)
        user.refresh_from_db()  # a page may have changed by what sessions are believed
        found.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return found

    return browser


@pytest.fixture
def course(clinic, account):
    """An empty course of the clinic's patient."""
    from caseline_web.courses.store import new_course

    return new_course(clinic, account("patient"), "test")


@pytest.fixture
def enter(course, account):
    """`enter(("dose", {...}), ...)` keeps entries in the course, as its clinician."""
    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.store import save

    def entered(*parts, at=NOON, mode="web", by="clinician", into=course, **told):
        made = tuple(part if isinstance(part, Part) else Part(*part) for part in parts)
        return save(into, Submission(uuid4(), at, mode, made, **told), account(by))

    return entered
