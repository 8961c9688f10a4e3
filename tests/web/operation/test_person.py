"""A person takes everything along, or is erased; and what stays tells nothing of them."""

import json
from io import StringIO
from uuid import uuid4

import pytest

from tests.web.conftest import NOON

pytestmark = pytest.mark.extra

TRACES = ("Erika", "beispiel", "1970-05-17", "Stufe", "pain", "unendlich", "2026-03-01")


def everything_kept():
    """All that stands in any table, as one text; identities as they would be read."""
    from django.apps import apps

    return "\n".join(
        f"{model._meta.label} {list(model._default_manager.values())}"
        for model in apps.get_models()
        if model._meta.managed
    )


def told(command, *words, **options):
    from django.core.management import call_command

    said = StringIO()
    call_command(command, *words, stdout=said, **options)
    return said.getvalue()


def test_the_export_holds_all_that_is_kept_of_a_person(whole):
    found = json.loads(told("export_person", whole.pseudonym))
    assert found["identity"] == {
        "name": "Erika Beispiel",
        "email": "erika@beispiel.example",
        "birth_date": "1970-05-17",
    }
    [course] = found["courses"]
    assert [one["content"]["amount"] for one in course["entries"]] == [1.5, 3]
    assert [one["content"] for one in course["held"]] == [{"pain": "unendlich"}]
    assert [one["evening"] for one in course["reminders"]] == ["2026-03-01"]
    assert course["seen_by"][0]["what"] == "export: person"


def test_nothing_of_an_erased_person_is_left(whole, patient, signed_in, client):
    from caseline_web.audit import chain

    told("erase_person", whole.pseudonym, sure=True)
    left = everything_kept()
    assert [trace for trace in TRACES if trace in left] == []
    assert chain.verify(whole.pseudonym) is None
    assert whole.pseudonym in left


def test_erasing_one_course_erases_the_others_of_the_same_person(
    clinic, whole, patient, account, enter
):
    from caseline_web.courses.models import CourseRow
    from caseline_web.courses.store import course_named, entries, new_course

    other = new_course(clinic, patient, account("clinician").username)
    enter(("taken", {"on": "2026-03-09", "taken": "no"}), into=other)
    told("erase_person", whole.pseudonym, sure=True)
    assert entries(other) == ()
    assert course_named(other.pseudonym) is None
    assert CourseRow.objects.get(pk=other.pk).patient_id is None


def test_what_was_on_its_way_as_its_course_was_erased_is_not_kept(whole, patient):
    from django.http import Http404

    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.held import hold
    from caseline_web.courses.store import entries, save

    told("erase_person", whole.pseudonym, sure=True)
    late = Submission(uuid4(), NOON, "web", (Part("taken", {"on": "2026-03-09", "taken": "no"}),))
    with pytest.raises(Http404):
        save(whole, late, patient)
    with pytest.raises(Http404):
        hold(whole, late.id, {"taken": "no"}, "why", patient)
    assert entries(whole) == ()
    assert not [trace for trace in TRACES if trace in everything_kept()]


def test_a_phone_of_an_erased_person_is_signed_out(whole, patient, account, client):
    from caseline_web.people.store import pair

    client.post("/accounts/pair/", {"code": pair(patient, account("clinician"))})
    assert client.get("/accounts/").status_code == 200
    told("erase_person", whole.pseudonym, sure=True)
    assert client.get("/accounts/")["Location"].startswith("/accounts/login/")


def test_without_being_sure_nothing_is_erased(whole):
    from django.core.management import CommandError

    before = everything_kept()
    with pytest.raises(CommandError, match="--sure"):
        told("erase_person", whole.pseudonym)
    assert everything_kept() == before


def test_a_patient_erases_themselves_after_being_asked_twice(whole, patient, client):
    from caseline_web.courses.store import entries

    client.force_login(patient, backend="allauth.account.auth_backends.AuthenticationBackend")
    where = f"/my/{whole.pseudonym}/delete/"
    client.post(where)
    assert entries(whole) != ()
    client.post(where, {"sure": "yes"})
    assert entries(whole) == ()


def test_who_a_patient_is_goes_with_the_courses_or_stays_with_them(whole, patient, monkeypatch):
    from caseline_web import person
    from caseline_web.courses.store import entries
    from caseline_web.people.store import identity_of

    def broken(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(person, "end_account", broken)
    with pytest.raises(OSError, match="full"):
        person.erase(whole, "test")
    assert entries(whole) != ()
    assert identity_of(patient.pk).name == "Erika Beispiel"
