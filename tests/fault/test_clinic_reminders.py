"""Two processes that do the due work at once, and one that is killed while it does."""

import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from tests.mail import mail_server

pytestmark = pytest.mark.extra

DUE = [sys.executable, "-m", "django", "run_due"]
REMINDED = """
import django, sys
django.setup()
from datetime import UTC, datetime, time
from caseline_web.courses.store import course_named, move
from caseline_web.people.models import User
from caseline_web.people.store import Identity, put_right
from caseline_web.reminders import store
from caseline_web.reminders.models import ChoiceRow
for number, pseudonym in enumerate(sys.argv[1:]):
    course = course_named(pseudonym)
    who = User.objects.get(pk=course.patient)
    put_right(who, Identity("Synthetic", f"p{number}@patient.example", None), who)
    now = datetime.now(UTC)
    move(course, "Etc/GMT" if 6 <= now.hour < 20 else "Etc/GMT+12", who.username)  # it is day there
    hour = time(now.hour if 6 <= now.hour < 20 else (now.hour - 12) % 24, now.minute)
    store.choose(course, hour, True, False, who.username)
ChoiceRow.objects.update(chosen_at=datetime(2026, 1, 1, tzinfo=UTC))
"""


@pytest.fixture
def due(clinic):
    """`due(port)` is a process that does the due work of 12 patients, whose hour is now."""
    from tools.soak.server import ROOT, patients, surroundings

    *_, database = clinic
    folder = Path(database.removeprefix("sqlite:///")).parent
    mine = surroundings(folder, database)
    names = [one["pseudonym"] for one in patients(folder, database, 12)]
    env = os.environ | mine | {"CASELINE_ADDRESS": "https://care.example"}
    subprocess.run([sys.executable, "-c", REMINDED, *names], env=env, check=True, cwd=ROOT)

    def begun(port):
        told = env | {"CASELINE_MAIL_URL": f"smtp://127.0.0.1:{port}"}
        return subprocess.Popen(DUE, env=told, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    return begun


def test_killed_while_it_sends_and_then_two_at_once_each_patient_gets_one_mail(due):
    with mail_server() as mail:
        mail.silent_at = 3  # so that it still waits for the answer when it is killed
        killed = due(mail.port)
        while len(mail.kept) < 3:
            assert killed.poll() is None
            sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()

        with ThreadPoolExecutor(2) as both:
            said = list(both.map(lambda _: due(mail.port).communicate()[0], range(2)))

    boxes = Counter(message["To"] for message in mail.kept)
    assert max(boxes.values()) == 1
    assert len(boxes) == 12
    assert all(one.startswith("reminders due ") for one in said)
