"""An installation as its operator sees it: `caseline serve`, an upgrade, a restore elsewhere.

Real processes on databases of their own: SQLite files, or databases of the tests' PostgreSQL.
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("db")]

START = "from caseline.cli.main import main; main()"


@pytest.fixture
def database(application, tmp_path):
    """`database()` is the address of a new, empty database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return lambda: f"sqlite:///{tmp_path / uuid4().hex}.sqlite3"
    import psycopg

    address = os.environ["CASELINE_DB_URL"]

    def made():
        name = f"clinic_{uuid4().hex}"
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        return f"{address.rpartition('/')[0]}/{name}"

    return made


@pytest.fixture
def installation(tmp_path, database):
    """The environment of one."""
    mine = {"CASELINE_DATA": str(tmp_path / "data"), "CASELINE_DB_URL": database()}
    theirs = {key: value for key, value in os.environ.items() if not key.startswith("CASELINE_")}
    return theirs | mine | {"CASELINE_STATIC": os.environ["CASELINE_STATIC"]}


def manage(environment, *words):
    return subprocess.run(
        [sys.executable, "-c", START, "manage", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def serving(environment):
    """The address of a server that answers, and what it said before."""
    command = [sys.executable, "-c", START, "serve", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as server:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        said = []
        yield address, said
        server.terminate()
        said += server.stderr.read().splitlines()


def test_a_clinic_begins_is_backed_up_and_stands_again_elsewhere(installation, database, tmp_path):
    with serving(installation) as (address, said):
        assert urlopen(address + "healthz").read() == b"ok\n"
    keys = {one: one.read_bytes() for one in (tmp_path / "data/keys").iterdir()}
    assert [line.split(":")[1] for line in said] == [
        " no HTTPS",
        " no mail",
        " no address",
        " no backup",
        " no due work was done",
        " no clinic yet",
    ]
    made = manage(installation, "shell", "--no-imports", "-c", BEGIN)
    assert made.returncode == 0, made.stderr
    backup = manage(installation, "backup").stdout.strip()
    assert manage(installation, "run_due").stdout == "reminders due 0, sent 0\n"

    with serving(installation) as (address, said):
        assert urlopen(address + "healthz").status == 200
    assert [line.split(":")[1] for line in said] == [" no HTTPS", " no mail", " no address"]
    assert {one: one.read_bytes() for one in (tmp_path / "data/keys").iterdir()} == keys

    elsewhere = installation | {"CASELINE_DB_URL": database()}
    assert "has no tables yet" in manage(elsewhere, "restore", backup).stderr
    early = manage(elsewhere, "run_due")
    assert (early.returncode, len(early.stderr.splitlines())) == (19, 1), early.stderr
    assert "CASELINE_DB_URL" in early.stderr
    assert manage(elsewhere, "migrate").returncode == 0
    restored = manage(elsewhere, "restore", backup)
    assert (restored.stdout, restored.returncode) == ("restored; the audit trail holds\n", 0)
    told = [manage(one, "audit_verify").stdout for one in (installation, elsewhere)]
    assert told[0] == told[1]
    exported = manage(elsewhere, "export_person", "demo").stdout
    assert '"name":"Erika Beispiel"' in exported


def test_nobody_else_on_the_machine_reads_what_an_installation_makes(installation, tmp_path):
    def mode(path):
        return path.stat().st_mode & 0o777

    mine = {one: value for one, value in installation.items() if one != "CASELINE_DB_URL"}
    with serving(mine) as (address, _):
        assert urlopen(address + "healthz").status == 200
        made = {one.name: mode(one) for one in (tmp_path / "data").glob("caseline.sqlite3*")}
    assert mode(tmp_path / "data") == 0o700
    assert set(made.values()) == {0o600}, made
    (tmp_path / "open").mkdir()
    backup = manage(mine, "backup", str(tmp_path / "open")).stdout.strip()
    assert mode(Path(backup)) == 0o600
    for first in (["migrate"], ["restore", backup]):  # whichever makes the database
        (tmp_path / "data/caseline.sqlite3").unlink()
        manage(mine, *first)
        assert mode(tmp_path / "data/caseline.sqlite3") == 0o600


BEGIN = """
from caseline_web.courses.store import new_course
from caseline_web.people.store import Identity, begin, enrol
admin = begin("A clinic", "Europe/Vienna", "admin@clinic.example", "a long password of mine")
patient = enrol(admin.organisation, Identity("Erika Beispiel", "", None), "en", admin)
new_course(admin.organisation, patient, admin.username, "demo")
"""


def test_an_upgrade_backs_up_what_is_there_and_then_migrates(installation, tmp_path):
    assert manage(installation, "migrate").returncode == 0
    manage(installation, "shell", "--no-imports", "-c", BEGIN)
    back = manage(installation, "migrate", "courses", "0003")
    assert back.returncode == 0, back.stderr
    with serving(installation) as (address, _):
        assert urlopen(address + "healthz").status == 200
    [backup] = (tmp_path / "data/backups").iterdir()
    refused = manage(installation, "restore", "--replace", str(backup))
    assert "restore it with that version" in refused.stderr
    assert manage(installation, "migrate", "courses", "0003").returncode == 0
    assert manage(installation, "restore", "--replace", str(backup)).returncode == 0


SUBSCRIBE = """
from datetime import time
from caseline_web.courses.store import course_named
from caseline_web.reminders.store import choose, chosen
choose(course_named("demo"), time(20), False, True, "test")
print(chosen(course_named("demo")).feed)
"""
OPENED = "from caseline_web.reminders.store import course_of_feed; print(course_of_feed({!r}))"
IN_PLAIN = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT feed FROM reminder_choice")
    print(cursor.fetchone()[0])
"""


def test_a_calendar_of_before_its_address_was_encrypted_is_read_as_before(installation):
    def shell(code):
        told = manage(installation, "shell", "--no-imports", "-c", code)
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()

    with serving(installation):
        shell(BEGIN)
    feed = shell(SUBSCRIBE)
    assert manage(installation, "migrate", "reminders", "0001").returncode == 0
    assert shell(IN_PLAIN) == feed  # as a version before had it
    assert manage(installation, "migrate").returncode == 0
    assert feed not in shell(IN_PLAIN)
    assert "'demo'" in shell(OPENED.format(feed))


def wsgi(environment, demo="on"):
    """What a server of another kind says as it loads the application."""
    return subprocess.run(
        [sys.executable, "-c", "import caseline_web.wsgi"],
        env=environment | {"CASELINE_DEMO": demo},
        capture_output=True,
        text=True,
        check=False,
    )


FILL = "from caseline_web.demo import fill; fill()"


def test_no_variable_alone_makes_a_demo_of_a_clinic(installation, database):
    assert "CASELINE_DEMO: the database is not the demo's" in wsgi(installation).stderr  # no tables
    with serving(installation):
        manage(installation, "shell", "--no-imports", "-c", BEGIN)
    refused = wsgi(installation)
    assert refused.returncode != 0
    assert "CASELINE_DEMO: the database is not the demo's" in refused.stderr.splitlines()[-1]
    assert wsgi(installation, demo="off").returncode == 0
    manage(installation, "shell", "--no-imports", "-c", FILL)  # nor does a demo beside a clinic
    assert wsgi(installation).returncode != 0

    elsewhere = installation | {"CASELINE_DB_URL": database()}
    manage(elsewhere, "migrate")
    assert wsgi(elsewhere).returncode != 0  # a clinic could begin in it
    manage(elsewhere, "shell", "--no-imports", "-c", FILL)
    assert wsgi(elsewhere).returncode == 0


def test_a_database_of_a_newer_version_is_left_alone(installation):
    assert manage(installation, "migrate").returncode == 0
    newer = "from django.db.migrations.recorder import MigrationRecorder as R; "
    newer += "from django.db import connection; R(connection).record_applied('courses', '0999_x')"
    manage(installation, "shell", "--no-imports", "-c", newer)
    told = subprocess.run(
        [sys.executable, "-c", START, "serve", "--port", "0"],
        env=installation,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 19
    assert "is of a newer version" in told.stderr
