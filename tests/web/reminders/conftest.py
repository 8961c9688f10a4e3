"""A course that asks each evening, a mail server, and a service that takes notifications."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.mail import mail_server

SCHEDULE = {
    "begin": "2026-03-01",
    "first_dose": "2026-03-01",
    "evenings": [{"instrument": "pain-nrs", "items": ["worst_pain"], "recall_days": 1}],
    "contacts": [{"week": 52, "asked": [{"instrument": "phq4"}]}],
}
ADDRESS = "https://care.example"


@pytest.fixture
def asked(course, enter):
    """The course, with a question each evening since March 2026."""
    enter(("schedule", SCHEDULE))
    return course


@pytest.fixture
def patient(course, account):
    """The patient's identity, with an address."""
    from caseline_web.people.store import Identity, put_right

    who = account("patient")
    put_right(who, Identity("Synthetic Person", "p@patient.example", None), account("clinician"))
    return who


@pytest.fixture
def mail(application):
    """A mail server that the application sends to."""
    from django.test import override_settings

    with mail_server() as server, override_settings(**_to(server.port)):
        yield server


@pytest.fixture
def no_mail(application):
    """A mail server that is down."""
    from django.test import override_settings

    with mail_server() as server:
        port = server.port
    with override_settings(**_to(port)):
        yield


def _to(port):
    return {
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "ADDRESS": ADDRESS,
    }


@pytest.fixture
def wants(asked, patient):
    """`wants("20:00", by_email=True)`: the patient chooses, long before the first evening."""
    from datetime import UTC, datetime, time

    from caseline_web.reminders import store
    from caseline_web.reminders.models import ChoiceRow

    def chosen(hour, *, zone="Europe/Vienna", by_email=False, feed=False):
        from caseline_web.courses.store import course_named, move

        move(asked, zone, patient.username)
        store.choose(asked, time.fromisoformat(hour), by_email, feed, patient.username)
        ChoiceRow.objects.update(chosen_at=datetime(2026, 2, 1, tzinfo=UTC))
        return course_named(asked.pseudonym)

    return chosen


@pytest.fixture
def service(application):
    """A service for notifications: `answers` is what it says, `asked` what it was sent."""
    from django.test import override_settings

    from caseline_web import keys

    with _service() as server:
        told = {
            "PUSH_KEY": keys._new_push_key(),
            "PUSH_HOSTS": ["127.0.0.1"],
            "ADDRESS": ADDRESS,
        }
        with override_settings(**told):
            yield server


@contextmanager
def _service():
    class Taken(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heads = {name.casefold(): one for name, one in self.headers.items()}
            self.server.asked.append((self.path, heads, body))
            self.send_response(self.server.answers.get(self.path, 201))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *told):
            """It says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taken) as server:
        server.answers, server.asked = {}, []
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def phone(asked, patient, service):
    """`phone("/a")` takes notifications at that path; gives what opens them."""
    import os
    from base64 import urlsafe_b64encode

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from caseline_web.reminders import store

    def text(told):
        return urlsafe_b64encode(told).rstrip(b"=").decode()

    def made(path):
        secret, auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        told = {
            "endpoint": f"http://127.0.0.1:{service.server_address[1]}{path}",
            "keys": {"p256dh": text(point), "auth": text(auth)},
        }
        store.add_device(asked, told, patient.username)
        return secret, auth

    return made
