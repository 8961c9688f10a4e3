"""Whatever somebody sends, no page and no program is answered by a fault of ours."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.addresses import EXTRA, OF_A_COURSE, OF_THE_CLINIC, OPEN, OWN, ROLES, every_address

pytestmark = pytest.mark.extra

FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
NASTY = (
    "", "0", "-1", "1e999", "NaN", "99999999999999999999", "٣", "2026-02-30", "9999-12-31",
    "0001-01-01", "2026-03-01", "yes", "on", "\0", "a\0b", "'; --", "<script>", "%s", "../../etc",
    "x" * 600, "\N{RIGHT-TO-LEFT OVERRIDE}", "é" * 101, "{}", "[[[", '{"front":[]}', "12:61",
    "00000000-0000-0000-0000-000000000000", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00",
    "average_pain", "pain-nrs", "phq4", "side_effect", "mild", "stop", "change dose", "A1b2C3",
)  # fmt: skip
VALUES = st.sampled_from(NASTY) | st.text(max_size=12) | st.integers(-5, 300).map(str)
USUAL = (
    "id", "entered_at", "on", "key", "kind", "what", "from", "to", "taken", "sure", "language",
    "strokes", "region", "seen", "last", "action", "code", "email", "password", "name", "reason",
)  # fmt: skip
PAGES = sorted([*OF_A_COURSE, *OF_THE_CLINIC, *OPEN, *OWN])
ROLE_OF = {name: min(roles) for name, roles in (OF_A_COURSE | OF_THE_CLINIC).items()}


@pytest.fixture
def demo(db, settings_changed, monkeypatch):
    """The demo's running course, and a browser for each role that is signed in."""
    from caseline_web.courses.store import course_named
    from caseline_web.demo import fill
    from caseline_web.people.models import User
    from tests.web.browsers import Browser

    fill()
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    course = course_named("demo-open")

    def browser(role):
        of = User.objects.filter(role=role)
        user = of.get(pk=course.patient) if role == "patient" else of.first()
        found = Browser(headers={"host": "localhost"}, raise_request_exception=False)
        found.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return found

    return course, browser


def fields_of(browser, where):
    """The names of the fields of a page, with those that other pages have."""
    found = re.findall(r'name="([^"]+)"', browser.get(where).content.decode("utf-8", "replace"))
    return sorted({*found, *USUAL} - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize("role", ROLES)
def test_no_form_is_answered_by_a_fault_of_ours(role, demo):
    from django.urls import reverse

    course, browser_of = demo
    told, every = {"pseudonym": course.pseudonym, **EXTRA}, every_address()
    for name in (one for one in PAGES if role == ROLE_OF.get(one, "patient")):
        where = reverse(name, kwargs={one: told[one] for one in every[name]})
        try_all(browser_of(role), where)


def try_all(browser, where):
    """Send a page anything, and ask it for anything; nothing of it is kept."""
    from django.db import transaction

    fields = fields_of(browser, where)
    reads = browser.post(where).status_code == 405

    @settings(FEW, max_examples=2 if reads else 12)
    @given(
        sent=st.dictionaries(st.sampled_from(fields), VALUES, max_size=len(fields)),
        asked=st.dictionaries(st.sampled_from(["on", "key", "next", "blank"]), VALUES, max_size=2),
        as_json=st.booleans(),
    )
    def tried(sent, asked, as_json):
        headers = {"accept": "application/json"} if as_json else {}
        address = f"{where}?{urlencode(asked)}"
        with transaction.atomic():
            answer = (browser.get if reads else browser.post)(address, sent, headers=headers)
            transaction.set_rollback(True)
        assert answer.status_code < 500, address

    tried()


@pytest.fixture
def one_connection(db):
    """A request through WSGI would close the connection, and with it the test's transaction."""
    from django.core import signals
    from django.db import close_old_connections

    ends = (signals.request_started, signals.request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    yield
    for one in ends:
        one.connect(close_old_connections)


def test_no_program_is_answered_by_a_fault_of_ours(demo, one_connection):
    """Schemathesis makes requests from our own OpenAPI description, right and wrong ones."""
    import schemathesis
    from django.core.wsgi import get_wsgi_application
    from django.db import transaction

    # What an entry may hold the course file says and OpenAPI does not: 422 is a right answer too.
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    from caseline_web.people.models import User
    from caseline_web.people.tokens import make_token

    course, _ = demo
    token = make_token(User.objects.get(role="clinician"), "a program")
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    schema = schemathesis.openapi.from_wsgi(
        "/api/openapi.json", get_wsgi_application(), headers={"Host": "localhost"}
    )
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy(), ours=st.booleans())
        def ask(case, ours):
            if ours and "pseudonym" in case.path_parameters:
                case.path_parameters["pseudonym"] = course.pseudonym
            with transaction.atomic():
                case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
                transaction.set_rollback(True)

        ask()
        tried.append(operation.label)
    assert len(tried) == 4
