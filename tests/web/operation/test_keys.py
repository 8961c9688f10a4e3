"""A key for identities is followed by another, and nothing is lost."""

import stat

import pytest

from caseline.errors import SettingError

pytestmark = pytest.mark.extra


@pytest.fixture
def own_keys(tmp_path, settings_changed, monkeypatch):
    """An installation whose keys stand in its files."""
    from caseline_web import keys

    keys.make(tmp_path)
    settings_changed(DATA=tmp_path, IDENTITY_KEYS=keys.identity(tmp_path))
    return tmp_path


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path):
    from caseline_web import keys

    made = keys.make(tmp_path)
    before = [path.read_text() for path in made]
    assert len(made) == 4
    assert keys.make(tmp_path) == []
    assert [path.read_text() for path in made] == before
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_after_a_new_key_the_earlier_one_opens_nothing(own_keys, whole, settings_changed):
    from django.conf import settings
    from django.core.management import call_command

    from caseline_web import keys
    from caseline_web.people.models import IdentityRow
    from caseline_web.people.store import identity_of, patient_with_email
    from caseline_web.reminders.store import devices_of

    [earlier] = settings.IDENTITY_KEYS
    call_command("rotate_keys")
    new, old = keys.identity(own_keys)
    assert old == earlier
    assert stat.S_IMODE((own_keys / keys.IDENTITY).stat().st_mode) == 0o600
    settings_changed(IDENTITY_KEYS=[new])
    assert identity_of(whole.patient).name == "Erika Beispiel"
    assert patient_with_email("erika@beispiel.example").pk == whole.patient
    assert [one.subscription["endpoint"] for one in devices_of(whole)] == [
        "https://push.example/one"
    ]
    settings_changed(IDENTITY_KEYS=[earlier])
    with pytest.raises(SettingError, match="none of the keys opens"):
        list(IdentityRow.objects.all())


def test_a_second_factor_outlives_a_new_key(own_keys, whole, account, settings_changed):
    from allauth.mfa.models import Authenticator
    from django.core.management import call_command

    from caseline_web import keys
    from tests.web.accounts.conftest import code

    call_command("rotate_keys")
    settings_changed(IDENTITY_KEYS=keys.identity(own_keys)[:1])
    row = Authenticator.objects.get(user=account("clinician"), type="totp")
    assert row.wrap().validate_code(code())


def test_keys_that_stand_elsewhere_are_followed_by_hand(own_keys, whole, settings_changed):
    from cryptography.fernet import Fernet
    from django.core.management import CommandError, call_command

    settings_changed(IDENTITY_KEYS=[Fernet.generate_key().decode()])
    with pytest.raises(CommandError, match="CASELINE_KEYS"):
        call_command("rotate_keys")


def test_who_a_patient_is_cannot_be_read_in_the_database(whole):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email, birth_date, email_fingerprint FROM identity")
        stored = str(cursor.fetchall())
    assert [word for word in ("Erika", "beispiel", "1970-05-17") if word in stored] == []


def test_clinical_rows_do_not_point_at_who_a_patient_is(application):
    from caseline_web.courses.models import CourseRow, EntryRow, HeldRow, SubmissionRow
    from caseline_web.people.models import IdentityRow

    for model in (CourseRow, SubmissionRow, EntryRow, HeldRow):
        assert all(field.related_model is not IdentityRow for field in model._meta.get_fields())
