"""What a patient chooses, what a clinician sees, and what a stranger may not."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytestmark = pytest.mark.extra

WEB = Path(__file__).parents[3] / "src/caseline_web"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/a"


@pytest.fixture(autouse=True)
def every_second_factor(monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)


def test_a_patient_chooses_the_hour_the_zone_and_the_ways(asked, signed_in):
    from caseline_web.courses.store import course_named
    from caseline_web.reminders.store import chosen

    browser = signed_in("patient")
    told = {"hour": "19:30", "zone": "Europe/Lisbon", "by_email": "on", "feed": "on"}
    browser.post(f"/reminders/{asked.pseudonym}/", told)

    choice = chosen(asked)
    assert course_named(asked.pseudonym).zone == "Europe/Lisbon"
    assert (choice.hour.isoformat(), choice.by_email) == ("19:30:00", True)
    page = browser.get(f"/reminders/{asked.pseudonym}/").content.decode()
    assert f"/reminders/feed/{choice.feed}.ics" in page
    assert '<option value="Europe/Lisbon" selected>' in page


def test_the_change_of_a_zone_is_in_the_audit_trail_of_the_course(asked, signed_in):
    from caseline_web.audit import chain

    told = {"hour": "19:30", "zone": "Asia/Tokyo"}
    signed_in("patient").post(f"/reminders/{asked.pseudonym}/", told)

    done = [event.what for event in chain.events(asked.pseudonym)]
    assert done[:2] == ["chose reminders", "changed time zone"]
    assert chain.verify(asked.pseudonym) is None


def test_a_zone_that_is_none_is_refused_and_the_page_says_so(asked, signed_in):
    from caseline_web.courses.store import course_named

    told = {"hour": "19:30", "zone": "../etc/passwd"}
    answer = signed_in("patient").post(f"/reminders/{asked.pseudonym}/", told)

    assert answer.status_code == 200
    assert '<p class="said" role="alert">Time zone ' in answer.content.decode()
    assert course_named(asked.pseudonym).zone == "Europe/Vienna"


def test_a_phone_takes_notifications_and_takes_none_any_more(asked, signed_in):
    from caseline_web.reminders.store import devices_of

    browser, at = signed_in("patient"), f"/reminders/{asked.pseudonym}/push/"
    told = {"endpoint": ENDPOINT, "p256dh": "a", "auth": "b"}
    assert [browser.post(at, told).status_code for _ in range(2)] == [201, 201]
    [device] = devices_of(asked)
    assert device.subscription == {"endpoint": ENDPOINT, "keys": {"p256dh": "a", "auth": "b"}}

    browser.post(at, {"on": "no", "endpoint": ENDPOINT})
    assert devices_of(asked) == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilpush.apple.com.example/x",
        "http://169.254.169.254/latest",
        "http://127.0.0.1:5432/",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_is_no_service_for_notifications_is_refused(endpoint, asked, signed_in):
    from caseline_web.reminders.store import devices_of

    told = {"endpoint": endpoint, "p256dh": "a", "auth": "b"}
    answer = signed_in("patient").post(f"/reminders/{asked.pseudonym}/push/", told)

    assert answer.status_code == 400
    assert devices_of(asked) == []


def test_an_address_is_stored_encrypted(asked, signed_in):
    from django.db import connection

    told = {"endpoint": ENDPOINT, "p256dh": "secret-a", "auth": "b"}
    signed_in("patient").post(f"/reminders/{asked.pseudonym}/push/", told)

    with connection.cursor() as cursor:
        cursor.execute("SELECT subscription FROM reminder_device")
        [(stored,)] = cursor.fetchall()
    assert "googleapis" not in stored
    assert "secret-a" not in stored


@pytest.fixture
def that_evening(monkeypatch):
    """It is the evening of the reminder, on which its link is good."""
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime(2026, 3, 10, 19, 30, tzinfo=UTC)
    )


def test_the_clinician_sees_planned_sent_opened_and_answered(
    wants, mail, signed_in, client, enter, that_evening
):
    from caseline_web.reminders.due import run_due

    course = wants("20:00", by_email=True)
    run_due(datetime(2026, 3, 10, 19, tzinfo=UTC))
    [link] = re.findall(r"https://care\.example(/my/e/\S+)", mail.kept[0].get_content())
    assert client.get(link).status_code == 200
    answer = {"instrument": "pain-nrs", "answers": {"worst_pain": 4}, "recall_days": 1}
    enter(("visit", {"on": "2026-03-10", "responses": [answer]}))

    page = signed_in("clinician").get(f"/reminders/{course.pseudonym}/sent/").content.decode()
    row = re.search(r'<tr><td class="day">10 Mar 2026.*?</tr>', page, re.DOTALL)[0]
    cells = [one.strip() for one in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
    assert cells[:5] == ["10 Mar 2026", "e-mail", "20:00", "sent", "20:00"]
    assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d:\d\d", cells[5])  # opened
    assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d:\d\d", cells[6])  # answered
    assert cells[7] == "1"


def test_a_look_at_the_head_of_a_link_alone_does_not_count_as_opened(
    wants, mail, client, that_evening
):
    from caseline_web.reminders.due import run_due
    from caseline_web.reminders.ledger import reminders_of

    course = wants("20:00", by_email=True)
    run_due(datetime(2026, 3, 10, 19, tzinfo=UTC))
    [link] = re.findall(r"https://care\.example(/my/e/\S+)", mail.kept[0].get_content())
    client.head(link)

    assert [one.opened_at for one in reminders_of(course)] == [None]


def test_who_is_erased_is_not_reminded_and_leaves_no_address(wants, mail, signed_in):
    from caseline_web.reminders.due import run_due
    from caseline_web.reminders.models import ChoiceRow, DeviceRow, ReminderRow

    course = wants("20:00", by_email=True, feed=True)
    run_due(datetime(2026, 3, 10, 19, tzinfo=UTC))
    signed_in("patient").post(f"/my/{course.pseudonym}/delete/", {"sure": "yes"})

    run_due(datetime(2026, 3, 11, 19, tzinfo=UTC))
    assert len(mail.kept) == 1
    assert [rows.objects.count() for rows in (ChoiceRow, DeviceRow, ReminderRow)] == [0, 0, 0]


def test_every_text_of_reminders_has_its_german():
    from babel.messages.extract import extract_from_dir
    from django.utils.translation import gettext, override, pgettext

    told = set()
    for template in (WEB / "reminders/templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        told |= set(re.findall(r"""\{% translate (?:"([^"]+)"|'([^']+)')""", text))
    told = {one or other for one, other in told}
    found = extract_from_dir(
        str(WEB / "reminders"),
        [("**.py", "python")],
        keywords={"_": None, "gettext": None, "gettext_lazy": None},
    )
    told |= {message for _, _, message, *_ in found if isinstance(message, str)}
    with override("de"):
        german = {one: (gettext(one), pgettext("reminder", one)) for one in told}
    same = {one for one, words in german.items() if set(words) == {one}}
    assert len(told) > 50
    assert same == set()
