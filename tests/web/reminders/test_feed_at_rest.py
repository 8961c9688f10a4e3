"""The address of a calendar opens it; it stands in the database only encrypted."""

import pytest

pytestmark = pytest.mark.extra


@pytest.fixture
def feed(wants):
    """The secret part of the address that a patient was shown."""
    from caseline_web.reminders.store import chosen

    return chosen(wants("20:00", feed=True)).feed


def opens(client, feed):
    return client.get(f"/reminders/feed/{feed}.ics").status_code == 200


def test_the_database_does_not_hold_the_address(feed, client):
    from django.db import connection

    assert opens(client, feed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reminder_choice")
        [row] = cursor.fetchall()
    assert feed not in str(row)
    for column in row:  # nor does what is there open the calendar
        assert not opens(client, str(column).replace("/", "") or "x")


def test_the_address_stays_the_same_when_something_else_is_chosen(feed, wants, client):
    from caseline_web.reminders.store import chosen

    assert chosen(wants("21:00", feed=True)).feed == feed
    assert opens(client, feed)
    wants("21:00", feed=False)
    assert not opens(client, feed)


def test_the_address_outlives_a_new_key(feed, client, settings_changed):
    from cryptography.fernet import Fernet
    from django.conf import settings

    from caseline_web.operation.renewal import renew

    settings_changed(IDENTITY_KEYS=[Fernet.generate_key().decode(), *settings.IDENTITY_KEYS])
    renew()
    settings_changed(IDENTITY_KEYS=settings.IDENTITY_KEYS[:1])
    assert opens(client, feed)
