"""Who was erased stays erased, whichever backup is restored, and wherever."""

from datetime import UTC, datetime
from io import StringIO

import pytest

from caseline.errors import SettingError

pytestmark = pytest.mark.extra


@pytest.fixture(autouse=True)
def own_folder(application, tmp_path, settings_changed):
    """A register of each test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings_changed(DATA=folder)
    return folder


@pytest.fixture
def saved(whole, tmp_path):
    from caseline_web.operation.backup import back_up

    return back_up(tmp_path / "backups")


@pytest.fixture
def erased(saved, whole):
    """The person of the course, erased after the backup was made."""
    from caseline_web.person import erase

    erase(whole, "test")
    return whole


def restored(path):
    from django.core.management import call_command

    said = StringIO()
    call_command("restore", str(path), replace=True, stdout=said)
    return said.getvalue()


def is_back(course):
    from caseline_web.courses.store import course_named, entries
    from caseline_web.people.store import identity_of

    there = course_named(course.pseudonym) is not None
    assert there == bool(entries(course)) == (identity_of(course.patient) is not None)
    return there


def test_a_restore_erases_again_who_was_erased_after_the_backup(saved, erased):
    from allauth.mfa.models import Authenticator

    from caseline_web.audit import chain
    from caseline_web.reminders.models import ReminderRow

    told = restored(saved)
    assert not is_back(erased)
    assert not ReminderRow.objects.exists()
    assert not Authenticator.objects.filter(user=erased.patient).exists()
    assert f"{erased.pseudonym}: was erased after this backup, and is erased again" in told
    assert "the audit trail holds" in told
    newest = next(iter(chain.events(erased.pseudonym)))
    assert (newest.actor, newest.what) == ("command restore", "erased course")


def test_who_was_not_erased_comes_back_beside_who_was(saved, clinic, account, whole, tmp_path):
    from datetime import date

    from caseline_web.courses.store import course_named, new_course
    from caseline_web.operation.backup import back_up
    from caseline_web.people.store import Identity, enrol, identity_of
    from caseline_web.person import erase

    who = Identity("Anna Muster", "anna@beispiel.example", date(1980, 1, 2))
    other = new_course(clinic, enrol(clinic, who, "de", account("clinician")), "test")
    both = back_up(tmp_path / "backups")
    erase(whole, "test")
    restored(both)
    assert not is_back(whole)
    assert course_named(other.pseudonym) is not None
    assert identity_of(other.patient) == who


def test_on_another_machine_the_register_beside_the_backup_counts(
    saved, erased, own_folder, tmp_path, settings_changed
):
    from caseline_web.operation.backup import back_up

    back_up(saved.parent)  # the next backup takes the register along
    new = tmp_path / "new machine"
    new.mkdir()
    settings_changed(DATA=new)
    restored(saved)
    assert not is_back(erased)
    (saved.parent / "erased.txt").unlink()
    restored(saved)  # and the new machine knows it from then on
    assert not is_back(erased)


def test_the_register_holds_a_pseudonym_and_a_time_and_nothing_else(erased, own_folder):
    path = own_folder / "erased.txt"
    [line] = path.read_text().splitlines()
    at, pseudonym = line.split("\t")
    assert pseudonym == erased.pseudonym
    assert datetime.now(UTC) >= datetime.fromisoformat(at)
    assert path.stat().st_mode & 0o077 == 0


def test_a_backup_keeps_what_the_register_beside_it_has_besides(erased, own_folder, saved):
    from caseline_web.operation.backup import back_up

    there = saved.parent / "erased.txt"
    there.write_text("2026-01-01T00:00:00+00:00\tP-EARLIER\n")
    for _ in range(2):
        back_up(saved.parent)
    assert [line.split("\t")[1] for line in there.read_text().splitlines()] == [
        "P-EARLIER",
        erased.pseudonym,
    ]


def test_a_course_that_began_after_its_pseudonym_was_erased_is_another_one(
    saved, own_folder, whole
):
    from caseline_web.courses.models import CourseRow

    earlier = f"2020-01-01T00:00:00+00:00\t{whole.pseudonym}\n"
    (own_folder / "erased.txt").write_text(earlier)
    assert "erased again" not in restored(saved)
    assert CourseRow.objects.get().erased_at is None


def test_a_register_that_cannot_be_read_restores_nothing(saved, erased, own_folder):
    from caseline_web.operation.backup import restore

    (own_folder / "erased.txt").write_text("P-1\n")
    with pytest.raises(SettingError, match="line 1"):
        restore(saved, replace=True)
    assert not is_back(erased)


def test_where_it_cannot_be_noted_nothing_is_erased(whole, own_folder):
    from django.core.management import CommandError, call_command

    (own_folder / "erased.txt").symlink_to("/dev/full")
    with pytest.raises(CommandError, match=r"erased\.txt: No space left"):
        call_command("erase_person", whole.pseudonym, sure=True, stdout=StringIO())
    assert is_back(whole)
