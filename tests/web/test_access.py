"""Who may do what: every address, by every role, on the own and on a stranger's course."""

from uuid import uuid4

import pytest

pytestmark = pytest.mark.extra

ROLES = ("administrator", "clinician", "pharmacist", "researcher", "patient")

# For each page of a course: the roles that may open it. All others are told that it is not there.
OF_A_COURSE = {
    "evening": {"patient"},
    "form": {"patient"},
    "my_drawing": {"patient"},
    "events": {"patient"},
    "take_back": {"patient"},
    "ended": {"patient"},
    "my_course": {"patient"},
    "my_chart": {"patient"},
    "export": {"patient", "clinician"},
    "delete": {"patient", "administrator"},
    "reminders": {"patient"},
    "push": {"patient"},
    "reminders_sent": {"clinician"},
    "pair": {"clinician"},
    "course": {"clinician"},
    "chart": {"clinician"},
    "decide": {"clinician"},
    "edit": {"clinician"},
    "versions": {"clinician"},
    "unblind": {"clinician"},
    "report": {"clinician"},
    "letter": {"clinician"},
    "forms": {"clinician"},
    "paper": {"clinician"},
    "from_paper": {"clinician"},
    "doses": {"pharmacist"},
    "research_file": {"researcher"},
}
OF_THE_CLINIC = {
    "patients": {"clinician", "pharmacist"},
    "enrol": {"clinician"},
    "dispensing": {"clinician", "pharmacist"},
    "research": {"researcher"},
    "staff": {"administrator"},
    "switch": {"administrator"},
    "operation": {"administrator"},
}
# Pages that anybody may open: ways in, the page of the drawing, what a phone needs.
OPEN = {
    "home",
    "healthz",
    "drawing",
    "tonight",
    "service_worker",
    "manifest",
    "evening_link",
    "feed",
    "begin",
    "invited",
    "second_factor",
    "account",
    "paired",
    "demo",
}
EXTRA = {
    "instrument": "phq4",
    "name": "table",
    "kind": "svg",
    "token": "x",
    "address": "x",
    "pk": 1,
}
GONE, ASKED, REFUSED = 404, 302, 403


def _ours():
    """Every address of ours, by its name, with the names of what it holds."""
    from django.urls import get_resolver
    from django.urls.resolvers import URLResolver

    found = {}

    def walk(patterns):
        for one in patterns:
            if not isinstance(one, URLResolver):
                found[one.name] = tuple(one.pattern.converters)
            elif "allauth" not in str(one.urlconf_name):
                walk(one.url_patterns)

    walk(get_resolver().url_patterns)
    return found


@pytest.fixture
def address(application):
    from django.urls import reverse

    ours = _ours()

    def of(name, course):
        told = {"pseudonym": course.pseudonym, **EXTRA}
        return reverse(name, kwargs={one: told[one] for one in ours[name]})

    return of


@pytest.fixture
def elsewhere(db):
    from caseline_web.people.models import OrganisationRow

    return OrganisationRow.objects.create(name="Another clinic")


@pytest.fixture(autouse=True)
def every_second_factor(monkeypatch):
    """What a second factor opens is looked at here; that one is needed, elsewhere."""
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)


def test_every_address_has_a_line_in_these_tables(application):
    assert set(_ours()) == set(OF_A_COURSE) | set(OF_THE_CLINIC) | OPEN


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_a_page_of_a_course_opens_for_its_roles_alone(name, method, address, course, signed_in):
    for role in ROLES:
        status = getattr(signed_in(role), method)(address(name, course)).status_code
        if role in OF_A_COURSE[name]:
            assert status not in (REFUSED, 500), (role, status)
        else:
            assert status in (GONE, 405), (role, status)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_a_strangers_course_is_not_there(name, method, address, course, signed_in, elsewhere):
    for role in ROLES:
        browser = signed_in(role, of=elsewhere)
        assert getattr(browser, method)(address(name, course)).status_code in (GONE, 405), role


@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_another_patient_of_the_clinic_is_a_stranger_too(name, address, clinic, course, client):
    from caseline_web.people.models import User

    other = User.objects.create(role="patient", organisation=clinic)
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address(name, course)).status_code in (GONE, 405)


@pytest.mark.parametrize("name", sorted([*OF_A_COURSE, *OF_THE_CLINIC]))
def test_whoever_is_not_signed_in_is_asked_to(name, address, course, client):
    for answer in (client.get(address(name, course)), client.post(address(name, course))):
        assert answer.status_code in (ASKED, 405)
        assert answer.status_code == 405 or "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize("name", sorted(OF_THE_CLINIC))
def test_a_page_of_the_clinic_opens_for_its_roles_alone(name, address, course, signed_in):
    for role in ROLES:
        for method in ("get", "post"):
            status = getattr(signed_in(role), method)(address(name, course)).status_code
            if role in OF_THE_CLINIC[name]:
                assert status not in (REFUSED, 500), (role, status)
            else:
                assert status in (REFUSED, 405), (role, method, status)


@pytest.mark.parametrize("name", sorted(OPEN))
def test_an_open_page_never_fails(name, address, course, client):
    assert client.get(address(name, course)).status_code in (200, 302, 404, 405)


def test_a_course_that_is_not_there_answers_as_a_strangers_does(signed_in):
    assert signed_in("clinician").get(f"/clinic/P-{uuid4().hex[:6]}/").status_code == GONE


def test_staff_without_a_second_factor_are_led_to_setting_one(monkeypatch, course, signed_in):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: False)
    answer = signed_in("clinician").get(f"/clinic/{course.pseudonym}/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/second-factor/")
    assert signed_in("patient").get(f"/my/{course.pseudonym}/tonight/").status_code == 200


def test_every_look_at_a_course_is_in_its_audit_trail(course, account, signed_in):
    from caseline_web.audit import chain

    signed_in("clinician").get(f"/clinic/{course.pseudonym}/")
    newest = next(iter(chain.events(course.pseudonym)))
    assert (newest.actor, newest.what) == (account("clinician").username, "read: course")
    assert chain.verify(course.pseudonym) is None
