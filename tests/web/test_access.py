"""Who may do what: every address, by every role, on the own and on a stranger's course."""

from time import time
from uuid import uuid4

import pytest

from tests.web.addresses import (
    ABSENT,
    ASKED,
    EXTRA,
    GONE,
    METHODS,
    NO_SUCH_METHOD,
    OF_A_COURSE,
    OF_PROGRAMS,
    OF_THE_CLINIC,
    OPEN,
    OWN,
    REFUSED,
    ROLES,
    UNKNOWN,
    every_address,
)

pytestmark = pytest.mark.extra


@pytest.fixture
def address(application):
    from django.urls import reverse

    every = every_address()

    def of(name, course):
        told = {"pseudonym": course.pseudonym, **EXTRA}
        return reverse(name, kwargs={one: told[one] for one in every[name]})

    return of


@pytest.fixture
def elsewhere(db):
    from caseline_web.people.models import OrganisationRow

    return OrganisationRow.objects.create(name="Another clinic")


@pytest.fixture(autouse=True)
def every_second_factor(monkeypatch):
    """What a second factor opens is looked at here; that one is needed, elsewhere."""
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)


@pytest.fixture
def program(account):
    """`program("clinician")` gives the headers of a program of that account."""
    from caseline_web.people.tokens import make_token

    def headers(role, **told):
        return {"authorization": f"Bearer {make_token(account(role, **told), 'a program')}"}

    return headers


def test_every_address_has_a_line_in_these_tables(application):
    tables = [{*OF_A_COURSE}, {*OF_THE_CLINIC}, {*OF_PROGRAMS}, OPEN, OWN, ABSENT]
    assert set(every_address()) == set().union(*tables)
    assert sum(len(table) for table in tables) == len(set().union(*tables))


@pytest.fixture
def let_in(monkeypatch):
    """The roles for which the rules opened a course, whatever its page answered then."""
    from caseline_web import access

    opened, found = access.opened, set()

    def watched(user, *told):
        course = opened(user, *told)
        found.add(user.role)
        return course

    monkeypatch.setattr(access, "opened", watched)
    return found


@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_a_page_of_a_course_opens_for_its_roles_alone(
    name, address, course, enter, signed_in, let_in
):
    enter(("consent", {"what": "publication", "given": "yes"}))  # else research has no such course
    for role in ROLES:
        browser = signed_in(role)
        for method in METHODS:
            status = getattr(browser, method)(address(name, course)).status_code
            if role in OF_A_COURSE[name]:
                assert status not in (REFUSED, 500), (role, method, status)
            else:
                assert status in (GONE, NO_SUCH_METHOD), (role, method, status)
    assert let_in == OF_A_COURSE[name]


@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_a_strangers_course_is_not_there(name, address, course, signed_in, elsewhere):
    for role in ROLES:
        browser = signed_in(role, of=elsewhere)
        for method in METHODS:
            status = getattr(browser, method)(address(name, course)).status_code
            assert status in (GONE, NO_SUCH_METHOD), (role, method)


@pytest.mark.parametrize("name", sorted(OF_A_COURSE))
def test_another_patient_of_the_clinic_is_a_stranger_too(name, address, clinic, course, client):
    from caseline_web.people.models import User

    other = User.objects.create(role="patient", organisation=clinic)
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    for method in METHODS:
        assert getattr(client, method)(address(name, course)).status_code in (GONE, NO_SUCH_METHOD)


@pytest.mark.parametrize("name", sorted([*OF_A_COURSE, *OF_THE_CLINIC, *OWN]))
def test_whoever_is_not_signed_in_is_asked_to(name, address, course, client):
    for method in METHODS:
        answer = getattr(client, method)(address(name, course))
        assert answer.status_code in (ASKED, NO_SUCH_METHOD), method
        asked = ("/accounts/login/", "/accounts/reauthenticate/")
        assert answer.status_code == NO_SUCH_METHOD or answer["Location"].startswith(asked)


@pytest.mark.parametrize("name", sorted(OF_THE_CLINIC))
def test_a_page_of_the_clinic_opens_for_its_roles_alone(name, address, course, signed_in):
    for role in ROLES:
        browser = signed_in(role)
        for method in METHODS:
            status = getattr(browser, method)(address(name, course)).status_code
            if role in OF_THE_CLINIC[name]:
                assert status not in (REFUSED, 500), (role, method, status)
            else:
                assert status in (REFUSED, NO_SUCH_METHOD), (role, method, status)


@pytest.mark.parametrize("name", sorted(OPEN))
def test_an_open_page_never_fails(name, address, course, client):
    for method in METHODS:
        answer = getattr(client, method)(address(name, course))
        assert answer.status_code in (200, 302, 400, 404, 405), method


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_page_about_the_own_account_never_fails(name, address, course, signed_in):
    for role in ROLES:
        browser = signed_in(role)
        for method in METHODS:
            status = getattr(browser, method)(address(name, course)).status_code
            assert status in (200, 302, 400, 404, 405), (role, method)


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_nobody_signs_up_or_changes_an_address(name, address, course, client, signed_in):
    for browser in (client, signed_in("clinician"), signed_in("patient")):
        for method in METHODS:
            assert getattr(browser, method)(address(name, course)).status_code == GONE


@pytest.mark.parametrize("name", sorted(OF_PROGRAMS))
def test_a_program_may_what_its_account_may(
    name, address, course, enter, client, program, elsewhere
):
    enter(("consent", {"what": "publication", "given": "yes"}))
    where = address(name, course)
    for role in ROLES:
        for method in METHODS:
            answer = getattr(client, method)(where, headers=program(role))
            if role in OF_PROGRAMS[name]:
                assert answer.status_code in (200, 400, 422, NO_SUCH_METHOD), (role, method)
            else:
                refused = (UNKNOWN, GONE, 400, 422, NO_SUCH_METHOD)
                assert answer.status_code in refused, (role, method)

        stranger = client.get(where, headers=program(role, of=elsewhere))
        assert stranger.status_code in (GONE, UNKNOWN, NO_SUCH_METHOD) or stranger.json() == []


@pytest.mark.parametrize("name", sorted(OF_PROGRAMS))
def test_a_session_is_no_token(name, address, course, client, signed_in):
    for browser in (client, signed_in("clinician")):
        for method in METHODS:
            status = getattr(browser, method)(address(name, course)).status_code
            assert status in (UNKNOWN, NO_SUCH_METHOD)


def test_a_course_that_is_not_there_answers_as_a_strangers_does(signed_in):
    assert signed_in("clinician").get(f"/clinic/P-{uuid4().hex[:6]}/").status_code == GONE


def test_what_belongs_to_a_stranger_is_not_there_whatever_page_is_asked(
    course, clinic, account, signed_in, enter, elsewhere
):
    """An id in an address or in a form leads nowhere outside of the own course, clinic, account."""
    from uuid import UUID

    from caseline_web.courses import held as waiting
    from caseline_web.courses import store
    from caseline_web.people.tokens import make_token, tokens_of

    other = store.new_course(elsewhere, account("patient", of=elsewhere), "test")
    enter(("side_effect", {"what": "hives"}), into=other)
    [theirs] = store.entries(other, "side_effect")
    held = UUID(int=7)
    waiting.hold(other, held, {}, "why", account("clinician"))
    make_token(account("clinician", of=elsewhere), "a program")
    [token] = tokens_of(account("clinician", of=elsewhere))

    clinician, administrator = signed_in("clinician"), signed_in("administrator")
    edit = f"/clinic/{course.pseudonym}/edit/side_effect/?key={theirs.key}"
    assert clinician.get(edit).status_code == GONE
    assert clinician.post(edit, {"what": "none", "why": "mine"}).status_code == GONE
    for more in ({}, {"take_in": "yes"}):
        told = {"id": str(held), "on": "2026-03-02", "why": "mine", **more}
        assert clinician.post(f"/clinic/{course.pseudonym}/settled/", told).status_code == GONE
    assert [one.id for one in waiting.held(other)] == [held]
    assert clinician.post(f"/accounts/programs/{token.pk}/").status_code == GONE
    staff = account("clinician", of=elsewhere)
    assert administrator.post(f"/accounts/staff/{staff.pk}/", {"on": "no"}).status_code == GONE
    staff.refresh_from_db()
    assert staff.is_active


def test_a_strangers_passkey_is_not_there(account, signed_in, elsewhere):
    from allauth.mfa.models import Authenticator

    theirs = Authenticator.objects.create(
        user=account("clinician", of=elsewhere), type="webauthn", data={"name": "x"}
    )
    browser = signed_in("clinician")
    session = browser.session
    record = {"method": "password", "at": time(), "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(account("clinician").pk)
    session.save()
    for what in ("remove", "edit"):
        where = f"/accounts/2fa/webauthn/keys/{theirs.pk}/{what}/"
        assert browser.get(where).status_code == GONE
        assert browser.post(where, {"name": "mine"}).status_code == GONE


def test_a_page_for_another_role_says_that_it_is_not_for_this_account(signed_in):
    page = signed_in("researcher").get("/clinic/")
    assert page.status_code == REFUSED
    assert "This page is not for your account." in page.content.decode()


def test_staff_without_a_second_factor_are_led_to_setting_one(monkeypatch, course, signed_in):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: False)
    for role, where in (
        ("clinician", f"/clinic/{course.pseudonym}/"),
        ("clinician", f"/accounts/pair/{course.pseudonym}/"),
        ("clinician", "/accounts/programs/"),
        ("administrator", "/accounts/staff/"),
        ("administrator", "/operation/"),
        ("researcher", "/clinic/research/"),
        ("pharmacist", "/"),
    ):
        answer = signed_in(role).get(where)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/second-factor/"), where
    assert signed_in("patient").get(f"/my/{course.pseudonym}/tonight/").status_code == 200


def test_every_look_at_a_course_is_in_its_audit_trail(course, account, signed_in):
    from caseline_web.audit import chain

    signed_in("clinician").get(f"/clinic/{course.pseudonym}/")
    newest = next(iter(chain.events(course.pseudonym)))
    assert (newest.actor, newest.what) == (account("clinician").username, "read: course")
    assert chain.verify(course.pseudonym) is None


def test_a_page_that_writes_is_in_the_trail_with_what_it_wrote_and_a_patients_save_once(
    course, signed_in
):
    from caseline_web.audit import chain

    def since(before):
        return [one.what for one in chain.events(course.pseudonym) if one.number > before]

    def newest():
        return next(iter(chain.events(course.pseudonym))).number

    before = newest()
    event = {"id": str(uuid4()), "what": "side_effect", "effect": "nausea"}
    signed_in("patient").post(f"/my/{course.pseudonym}/events/", event)
    assert since(before) == ["saved entries"]

    before = newest()
    told = {"id": str(uuid4()), "list": "side_effects"}
    signed_in("clinician").post(f"/clinic/{course.pseudonym}/looked/", told)
    assert since(before) == ["saved entries", "enter: looked"]
