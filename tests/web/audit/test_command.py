"""`caseline manage audit_verify` finds what was altered, and prints what proves the rest."""

import hashlib
from decimal import Decimal
from io import StringIO

import pytest

from tests.web.audit.sent import ALTERED, named

pytestmark = pytest.mark.extra


@pytest.fixture
def verified(db):
    """`verified()` is what the command prints; `verified(since=path)` with an earlier output."""
    from django.core.management import call_command

    def run(**told):
        said = StringIO()
        call_command("audit_verify", stdout=said, **told)
        return said.getvalue()

    return run


@pytest.fixture
def entered(enter):
    enter(
        ("taken", {"on": "2026-03-01", "taken": "yes"}),
        ("dose", {"from": "2026-03-01", "amount": Decimal("1.50"), "reason": "as planned"}),
        ("consent", {"what": "publication", "given": "yes", "version": "Fassung Ä"}),
    )


def test_it_prints_the_newest_digest_of_each_chain(course, entered, verified):
    from caseline_web.audit import chain

    number, digest = chain.head(course.pseudonym)
    assert f"{course.pseudonym}\t{number}\t{digest}\tholds\n" in verified()


@pytest.mark.parametrize("how", ["changed", "taken out", "added"])
def test_an_entry_that_was_tampered_with_is_found(how, course, entered, verified):
    from django.core.management import CommandError

    from caseline_web.audit import kept
    from caseline_web.courses.models import EntryRow

    kept.unprotect("entry")
    row = EntryRow.objects.get(kind="taken")
    if how == "changed":
        EntryRow.objects.filter(pk=row.pk).update(content={"on": "2026-03-01", "taken": "no"})
    elif how == "taken out":
        row.delete()
    else:
        EntryRow.objects.create(
            submission=row.submission, course=row.course, kind="taken", key="x", version=1,
            content={"on": "2026-03-02", "taken": "yes"},
        )  # fmt: skip
    kept.protect("entry")
    with pytest.raises(CommandError, match=f"does not hold: {course.pseudonym}"):
        verified()


@pytest.mark.parametrize("how", [*ALTERED, {"by": None}], ids=named)
def test_who_sent_it_when_how_and_why_are_verified_too(
    how, course, entered, verified, signed_in, account
):
    from allauth.mfa.totp.internal.auth import TOTP
    from django.core.management import CommandError

    from caseline_web.audit import kept
    from caseline_web.courses.models import SubmissionRow

    kept.unprotect("submission")
    SubmissionRow.objects.update(**how)
    kept.protect("submission")
    with pytest.raises(CommandError, match=f"does not hold: {course.pseudonym}"):
        verified()
    TOTP.activate(account("administrator"), "JBSWY3DPEHPK3PXP")
    page = signed_in("administrator").get("/operation/?verify=yes")
    assert "what it tells of was altered" in page.content.decode()


def test_what_an_earlier_version_saved_still_holds(course, verified, monkeypatch, enter):
    from caseline_web.courses import store
    from caseline_web.courses.exact import dumps

    def of_rows(_sent, _by, rows):
        told = [[row.kind, row.key, row.version, row.content, row.void] for row in rows]
        return hashlib.sha256(dumps(told).encode()).hexdigest()

    monkeypatch.setattr(store, "digest_of", of_rows)
    enter(("taken", {"on": "2026-03-01", "taken": "yes"}))
    assert "does not" not in verified()
    assert "holds" in verified()


def test_a_restore_says_that_an_entry_was_altered(course, entered, tmp_path):
    from caseline_web.audit import kept
    from caseline_web.courses.models import SubmissionRow
    from caseline_web.operation.backup import back_up, restore

    kept.unprotect("submission")
    SubmissionRow.objects.update(entered_at="2026-04-01T12:00Z")
    kept.protect("submission")
    [broken] = restore(back_up(tmp_path), replace=True).broken
    assert (broken.chain, broken.number) == (course.pseudonym, 0)


def test_a_chain_whose_end_was_cut_off_is_found_by_an_earlier_output(
    course, entered, verified, tmp_path
):
    from django.core.management import CommandError

    from caseline_web.audit import kept
    from caseline_web.audit.models import AuditEventRow

    earlier = tmp_path / "heads"
    earlier.write_text(verified())
    assert verified(since=str(earlier))
    kept.unprotect("audit_event")
    AuditEventRow.objects.filter(chain="clinic").delete()
    last = AuditEventRow.objects.filter(chain=course.pseudonym).order_by("-number").first()
    last.delete()
    kept.protect("audit_event")
    with pytest.raises(CommandError, match=r"cut off"):
        verified(since=str(earlier))


def test_an_erased_course_still_holds(course, account, entered, verified):
    from caseline_web.person import erase

    erase(course, account("administrator").username)
    assert "does not" not in verified()


@pytest.mark.parametrize("how", ["renamed", "marked as erased"])
def test_a_course_that_is_gone_and_was_not_erased_is_found(how, course, entered, verified):
    from django.core.management import CommandError
    from django.utils import timezone

    from caseline_web.courses.models import CourseRow

    told = {"pseudonym": "P-OTHER"} if how == "renamed" else {"erased_at": timezone.now()}
    CourseRow.objects.update(**told)
    with pytest.raises(CommandError, match=f"does not hold: {course.pseudonym}"):
        verified()


@pytest.mark.parametrize("what", ["patient", "organisation"])
def test_a_course_that_was_given_to_somebody_else_is_found(
    what, course, entered, verified, clinic, account
):
    from django.core.management import CommandError

    from caseline_web.courses.models import CourseRow
    from caseline_web.people.models import OrganisationRow
    from caseline_web.people.store import Identity, enrol

    other = OrganisationRow.objects.create(name="Another clinic")
    whom = {
        "patient": enrol(clinic, Identity("Max", "", None), "en", account("clinician")),
        "organisation": other,
    }
    CourseRow.objects.update(**{what: whom[what]})
    with pytest.raises(CommandError, match=f"does not hold: {course.pseudonym}"):
        verified()


@pytest.mark.parametrize(
    "how",
    [
        {"content": {"pain": "1"}},
        {"why": "another one"},
        {"received_at": "2026-04-01T12:00Z"},
        {"settled_why": "another one"},
        {"settled_at": None},
        "taken out",
    ],
    ids=str,
)
def test_what_was_held_and_what_became_of_it_are_verified_too(how, course, account, verified):
    from uuid import UUID

    from django.core.management import CommandError

    from caseline_web.audit import kept
    from caseline_web.courses.held import hold, leave_out
    from caseline_web.courses.models import HeldRow

    for number in (1, 2):
        hold(course, UUID(int=number), {"pain": "11"}, "off its scale", account("patient"))
    leave_out(course, UUID(int=1), "1 was meant", account("clinician"))
    assert "does not" not in verified()
    kept.unprotect("held")
    row = HeldRow.objects.filter(pk=UUID(int=1))
    row.delete() if how == "taken out" else row.update(**how)
    kept.protect("held")
    with pytest.raises(CommandError, match=f"does not hold: {course.pseudonym}"):
        verified()


def test_what_an_earlier_version_held_still_holds(course, account, verified, monkeypatch):
    from uuid import UUID

    from caseline_web.courses import held

    monkeypatch.setattr(held, "digest_of_held", lambda _row: "")
    monkeypatch.setattr(held, "digest_of_why", lambda _why: "")
    held.hold(course, UUID(int=1), {"pain": "11"}, "off its scale", account("patient"))
    held.leave_out(course, UUID(int=1), "1 was meant", account("clinician"))
    assert "does not" not in verified()
