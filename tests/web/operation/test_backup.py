"""A backup brings everything back, and nothing of it can be read or altered unseen."""

import pytest

from caseline.errors import SettingError

pytestmark = pytest.mark.extra


def rows():
    """Every row that a backup keeps, as plain values."""
    from django.apps import apps

    from caseline_web.operation.backup import KEPT

    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in KEPT
    }


def without_tokens(found):
    """Encrypted columns come back as other tokens of the same text."""
    from caseline_web.crypt import decrypted

    for row in found["mfa.Authenticator"]:
        row["data"] = {
            k: decrypted(v) if k in ("secret", "seed") else v for k, v in row["data"].items()
        }
    return found


@pytest.fixture
def saved(whole, tmp_path):
    from caseline_web.operation.backup import back_up

    return back_up(tmp_path)


def test_every_row_comes_back_as_it_was(saved):
    from caseline_web.operation.backup import restore

    before = without_tokens(rows())
    assert min(len(found) for name, found in before.items() if name not in EMPTY) > 0
    assert restore(saved, replace=True).broken == []
    assert without_tokens(rows()) == before


def test_recovery_codes_that_were_shown_come_back(whole, account, tmp_path):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from caseline_web.operation.backup import back_up, restore

    codes = RecoveryCodes.activate(account("clinician"))
    codes.mark_as_viewed()  # a package's own JSON, with a moment as a float
    before = without_tokens(rows())
    assert restore(back_up(tmp_path), replace=True).broken == []
    assert without_tokens(rows()) == before


EMPTY = (
    "people.PairingRow",
    "people.TokenRow",
    "reminders.RunRow",
    "reminders.AlarmRow",
    "mfa.Authenticator",
)


def test_after_a_restore_the_clinic_goes_on(saved, whole, account):
    from uuid import uuid4

    from caseline_web.audit import chain
    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.store import entries, save
    from caseline_web.operation.backup import restore
    from caseline_web.people.store import patient_with_email
    from tests.web.conftest import NOON

    restore(saved, replace=True)
    part = Part("taken", {"on": "2026-03-02", "taken": "yes"})
    save(whole, Submission(uuid4(), NOON, "web", (part,)), account("clinician"))
    assert [one.kind for one in entries(whole)] == ["dose", "taken"]
    assert chain.verify(whole.pseudonym) is None
    assert patient_with_email("ERIKA@beispiel.example").pk == whole.patient


def test_a_backup_is_read_with_another_key_for_identities(saved, whole, settings_changed):
    from cryptography.fernet import Fernet
    from django.conf import settings

    from caseline_web.operation.backup import restore
    from caseline_web.people.store import identity_of, patient_with_email

    settings_changed(IDENTITY_KEYS=[Fernet.generate_key().decode(), *settings.IDENTITY_KEYS])
    restore(saved, replace=True)
    settings_changed(IDENTITY_KEYS=settings.IDENTITY_KEYS[:1])
    assert identity_of(whole.patient).name == "Erika Beispiel"
    assert patient_with_email("erika@beispiel.example").pk == whole.patient


def test_who_lost_the_key_for_identities_gets_all_back_but_the_second_factors(
    saved, whole, account, settings_changed, capsys
):
    from allauth.mfa.models import Authenticator
    from cryptography.fernet import Fernet
    from django.core.management import call_command

    from caseline_web.people.store import identity_of

    settings_changed(IDENTITY_KEYS=[Fernet.generate_key().decode()])
    call_command("restore", str(saved), "--replace")
    assert "second factors that no key here opens: 1, to be set anew" in capsys.readouterr().out
    assert identity_of(whole.patient).name == "Erika Beispiel"
    assert not Authenticator.objects.exists()


def test_what_somebody_took_off_the_trail_does_not_stop_a_restore_and_stands_again(saved, whole):
    from django.db import DatabaseError, connection, transaction

    from caseline_web.audit.models import AuditEventRow
    from caseline_web.operation.backup import restore

    on = " ON audit_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_event_no_update{on}")
    assert restore(saved, replace=True).broken == []
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        AuditEventRow.objects.update(actor="somebody else")


def test_nothing_can_be_read_in_a_backup(saved):
    content = saved.read_bytes()
    for word in (b"Erika", b"beispiel", b"dose", b"clinic.example"):
        assert word not in content


def test_a_database_that_holds_something_is_not_overwritten(saved):
    from caseline_web.operation.backup import restore

    before = rows()
    with pytest.raises(SettingError, match="--replace"):
        restore(saved)
    assert rows() == before


def altered(content):
    lines = content.splitlines(keepends=True)
    return {
        "one byte": content[:300] + bytes([content[300] ^ 1]) + content[301:],
        "cut off": b"".join(lines[:-1]),
        "a piece left out": b"".join([lines[0], *lines[2:]]),
        "no backup": b"something else\n",
    }


@pytest.mark.parametrize("how", ["one byte", "cut off", "a piece left out", "no backup"])
def test_a_backup_that_was_altered_changes_nothing(how, saved):
    from caseline_web.operation.backup import restore

    before = rows()
    saved.write_bytes(altered(saved.read_bytes())[how])
    with pytest.raises(SettingError, match=saved.name):
        restore(saved, replace=True)
    assert rows() == before


def test_another_key_does_not_open_it(saved, settings_changed):
    from cryptography.fernet import Fernet

    from caseline_web.operation.backup import restore

    settings_changed(BACKUP_KEY=Fernet.generate_key().decode())
    with pytest.raises(SettingError, match="another key"):
        restore(saved, replace=True)


def test_a_key_that_is_none_is_said_to_be_none(saved, tmp_path, settings_changed):
    from caseline_web.operation.backup import back_up, restore

    settings_changed(BACKUP_KEY="abc")
    with pytest.raises(SettingError, match="is no key"):
        restore(saved, replace=True)
    with pytest.raises(SettingError, match="is no key"):
        back_up(tmp_path)


def test_a_disk_that_is_full_leaves_neither_a_backup_nor_a_part_of_one(tmp_path):
    from cryptography.fernet import Fernet

    from caseline_web.operation.sealed import seal

    (tmp_path / "a.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        seal([b"row"], tmp_path / "a.backup", Fernet.generate_key().decode())
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_another_database_is_for_its_own_version(saved, monkeypatch):
    from caseline_web.operation import backup

    before, steps = rows(), backup._steps()
    monkeypatch.setattr(backup, "_steps", lambda: [*steps, ["courses", "0999_later"]])
    with pytest.raises(SettingError, match="restore it with that version"):
        backup.restore(saved, replace=True)
    assert rows() == before


def test_the_newest_fourteen_are_kept(whole, tmp_path, settings_changed):
    from caseline_web.operation.backup import back_up, newest

    settings_changed(DATA=tmp_path)
    made = [back_up(tmp_path / "backups") for _ in range(16)]
    assert sorted(tmp_path.glob("backups/*.backup")) == made[2:]
    assert newest() == made[-1]


def test_a_backup_in_another_folder_is_the_newest(
    whole, tmp_path, account, signed_in, settings_changed
):
    from allauth.mfa.totp.internal.auth import TOTP
    from django.core.management import call_command

    from caseline_web.operation.backup import back_up, newest
    from caseline_web.state import lacking

    settings_changed(DATA=tmp_path / "data")
    (tmp_path / "data").mkdir()
    assert newest() is None
    earlier = back_up(tmp_path / "data/backups")
    assert newest() == earlier
    call_command("backup", str(tmp_path / "elsewhere"))
    [made] = (tmp_path / "elsewhere").glob("*.backup")
    assert newest() == made
    earlier.unlink()
    assert not any("no backup" in line for line in lacking())
    TOTP.activate(account("administrator"), "JBSWY3DPEHPK3PXP")
    page = signed_in("administrator").get("/operation/").content.decode()
    assert f"{made.name} ({made.parent})" in page


def test_a_backup_that_cannot_be_noted_is_made_and_says_so(
    whole, tmp_path, settings_changed, capsys
):
    from django.core.management import CommandError, call_command

    settings_changed(DATA=tmp_path / "data")
    (tmp_path / "data/last-backup.txt").mkdir(parents=True)  # nobody writes a text there
    with pytest.raises(CommandError, match=r"last-backup\.txt: .*the backup was made"):
        call_command("backup", str(tmp_path / "elsewhere"))
    [made] = (tmp_path / "elsewhere").glob("*.backup")
    assert str(made) in capsys.readouterr().out


def test_without_a_key_there_is_no_backup(whole, tmp_path, settings_changed):
    from caseline_web.operation.backup import back_up

    settings_changed(BACKUP_KEY="")
    with pytest.raises(SettingError, match="CASELINE_BACKUP_KEY"):
        back_up(tmp_path)
    assert list(tmp_path.iterdir()) == []
