"""A page that shows many courses is one event, by which it is told whose record was seen."""

from io import StringIO

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture(autouse=True)
def every_second_factor(monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)


@pytest.fixture
def others(clinic):
    """`others(3)` begins three more courses."""
    from caseline_web.courses.store import new_course

    return lambda n: [new_course(clinic, None, "test") for _ in range(n)]


def looks(course):
    from caseline_web.audit import listed

    return [(one.actor, one.what) for one in listed.events(course.pseudonym)]


@pytest.mark.parametrize(
    ("role", "where", "what"),
    [
        ("clinician", "/clinic/", "patients"),
        ("clinician", "/clinic/dispensing/", "dispensing"),
        ("pharmacist", "/clinic/dispensing/", "dispensing"),
        ("researcher", "/clinic/research/", "research"),
    ],
)
def test_who_opened_a_list_is_remembered_for_each_course_on_it(
    role, where, what, course, others, enter, account, signed_in
):
    enter(("consent", {"what": "publication", "given": "yes"}))
    [other] = others(1)
    signed_in(role).get(where)
    seen = [(account(role).username, f"listed: {what}")]
    assert looks(course) == seen
    assert looks(other) == ([] if role == "researcher" else seen)  # who did not agree is not on it


def test_a_program_that_lists_courses_is_remembered_too(course, account, client):
    from caseline_web.people.tokens import make_token

    told = make_token(account("clinician"), "a program")
    assert client.get("/api/courses", headers={"authorization": f"Bearer {told}"}).json()
    assert looks(course) == [(account("clinician").username, "listed: api courses")]


def test_a_list_of_another_clinic_has_nothing_to_do_with_it(course, account, signed_in):
    from caseline_web.people.models import OrganisationRow

    elsewhere = OrganisationRow.objects.create(name="Another clinic")
    signed_in("clinician", of=elsewhere).get("/clinic/")
    assert looks(course) == []


def test_a_pseudonym_is_not_taken_for_the_longer_one_that_holds_it(clinic, course, account):
    from caseline_web.audit import listed

    listed.record("somebody", "patients", [f"{course.pseudonym}X"])
    assert looks(course) == []


def test_the_export_of_a_person_tells_who_saw_them_in_a_list(course, account, signed_in):
    from caseline_web.person import everything

    signed_in("clinician").get("/clinic/")
    [told] = everything(course)["courses"]
    assert [(one["actor"], one["about"]) for one in told["seen_in_lists"]] == [
        (account("clinician").username, "1 courses")
    ]


def test_a_list_of_many_patients_asks_no_more_than_one_of_few(course, others, signed_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, asked = signed_in("clinician"), []
    browser.get("/clinic/")
    for more in (2, 40):
        others(more)
        with CaptureQueriesContext(
            connection,
        ) as found:
            browser.get("/clinic/")
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_the_same_list_is_kept_once(course, signed_in):
    from caseline_web.audit.models import AuditListRow

    browser = signed_in("clinician")
    for _ in range(3):
        browser.get("/clinic/")
    assert len(looks(course)) == 3
    assert AuditListRow.objects.count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_list(change, course, signed_in):
    from django.db import DatabaseError, transaction

    from caseline_web.audit.models import AuditListRow

    signed_in("clinician").get("/clinic/")
    rows = AuditListRow.objects.all()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rows.update(pseudonyms="P-1") if change == "update" else rows.delete()


@pytest.mark.parametrize("change", ["altered", "taken out"])
def test_a_list_that_was_tampered_with_is_found(change, course, signed_in):
    from django.core.management import CommandError, call_command

    from caseline_web.audit import kept
    from caseline_web.audit.models import AuditListRow

    signed_in("clinician").get("/clinic/")
    call_command("audit_verify", stdout=StringIO())
    kept.unprotect("audit_list")
    rows = AuditListRow.objects.all()
    rows.update(pseudonyms="P-1") if change == "altered" else rows.delete()
    kept.protect("audit_list")
    with pytest.raises(CommandError, match="does not hold: clinic"):
        call_command("audit_verify", stdout=StringIO())
