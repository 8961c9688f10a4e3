"""The due work, by a clock of its own: who is reminded, when, how often, and what is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.extra

EIGHT = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)  # 20:00 in Vienna
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest.fixture
def run():
    """`run(at)` does the due work at that instant."""
    from caseline_web.reminders.due import run_due

    return run_due


def rows(course):
    from caseline_web.reminders.ledger import reminders_of

    return reminders_of(course)


def often(run, begin, end, step=QUARTER):
    """The due work again and again from begin to end."""
    at = begin
    while at <= end:
        run(at)
        at += step


def test_one_mail_goes_out_at_the_patients_hour_and_names_no_illness(wants, mail, run):
    course = wants("20:00", by_email=True)

    often(run, EIGHT - timedelta(hours=2), EIGHT + timedelta(hours=5))

    [message] = mail.kept
    assert message["To"] == "p@patient.example"
    text = f"{message['Subject']} {message.get_content()}".casefold()
    assert not re.search(r"pain|fibro|naltrexone|synthetic|treatment|dose|clinic\b", text)
    [link] = re.findall(r"https://care\.example/my/e/\S+", message.get_content())
    [row] = rows(course)
    assert (row.due_at, row.sent_at, row.tries) == (EIGHT, EIGHT, 1)
    assert link.endswith("?by=email")


def test_running_it_again_sends_nothing_twice(wants, mail, run):
    wants("20:00", by_email=True)

    for _ in range(3):
        run(EIGHT)

    assert len(mail.kept) == 1


@pytest.mark.parametrize(
    ("first", "last", "sent"),
    [
        ("2026-03-27", "2026-03-30", ["19:00", "19:00", "18:00", "18:00"]),
        ("2026-10-23", "2026-10-26", ["18:00", "18:00", "19:00", "19:00"]),
    ],
    ids=["clocks go forward", "clocks go back"],
)
def test_over_a_change_of_clocks_one_goes_out_each_evening_at_the_same_hour(
    wants, mail, run, first, last, sent
):
    course = wants("20:00", by_email=True)

    begin = datetime.fromisoformat(first).replace(tzinfo=UTC)
    often(run, begin, datetime.fromisoformat(last).replace(hour=23, tzinfo=UTC), HOUR)

    assert [row.sent_at.strftime("%H:%M") for row in reversed(rows(course))] == sent


@pytest.mark.parametrize(
    ("zone", "hour_there"), [("America/New_York", 0), ("Asia/Tokyo", 11)], ids=["west", "east"]
)
def test_who_travels_is_reminded_once_an_evening_at_the_hour_of_the_new_place(
    wants, mail, run, zone, hour_there
):
    wants("20:00", by_email=True)
    run(EIGHT)
    course = wants("20:00", by_email=True, zone=zone)

    often(run, EIGHT + QUARTER, EIGHT + timedelta(hours=30), HOUR)

    assert len(mail.kept) == 2
    newest, before = rows(course)
    assert newest.evening - before.evening == timedelta(days=1)
    assert newest.sent_at.hour == hour_there


def test_who_answered_is_not_reminded(wants, mail, run, enter):
    course = wants("20:00", by_email=True)
    enter(("visit", _answer("2026-03-10")))

    run(EIGHT)

    assert mail.kept == []
    assert rows(course) == []


def test_who_switches_it_off_between_two_tries_is_not_reminded_and_nobody_is_alarmed(
    wants, no_mail, run, request
):
    course = wants("20:00", by_email=True)
    run(EIGHT)
    wants("20:00", by_email=False)
    mail = request.getfixturevalue("mail")

    assert not run(EIGHT + HOUR).silent
    assert mail.kept == []
    assert [(row.sent_at, row.why) for row in rows(course)] == [(None, "switched off")]


def test_who_answers_between_two_tries_is_not_reminded(wants, no_mail, run, enter):
    course = wants("20:00", by_email=True)
    run(EIGHT)
    enter(("visit", _answer("2026-03-10")))

    run(EIGHT + QUARTER)

    [row] = rows(course)
    assert (row.sent_at, row.why, row.tries) == (None, "answered", 1)


def test_in_a_pause_and_after_the_last_evening_nobody_is_reminded(wants, mail, run, enter):
    wants("20:00", by_email=True)
    enter(("pause", {"from": "2026-03-10", "to": "2026-03-11"}))

    run(EIGHT)
    run(datetime(2028, 1, 1, 19, tzinfo=UTC))

    assert mail.kept == []


def test_a_choice_for_an_hour_that_is_past_begins_the_next_evening(wants, mail, run):
    from caseline_web.reminders.models import ChoiceRow

    course = wants("20:00", by_email=True)
    ChoiceRow.objects.update(chosen_at=EIGHT + timedelta(hours=1))

    often(run, EIGHT + timedelta(hours=1), EIGHT + timedelta(days=1))

    assert [str(row.evening) for row in rows(course)] == ["2026-03-11"]


def test_while_the_mail_server_is_down_it_is_tried_again_until_it_answers(wants, run, request):
    from django.test import override_settings

    course = wants("20:00", by_email=True)
    request.getfixturevalue("no_mail")
    run(EIGHT)
    [row] = rows(course)
    assert (row.sent_at, row.why, row.tries) == (None, "unreachable", 1)

    server = request.getfixturevalue("mail")
    with override_settings(EMAIL_PORT=server.port):
        run(EIGHT + QUARTER)
    [row] = rows(course)
    assert (row.sent_at, row.why, row.tries) == (EIGHT + QUARTER, "", 2)


def test_a_box_that_is_refused_is_told_apart_from_a_server_that_is_down(wants, mail, run):
    course = wants("20:00", by_email=True)
    mail.refuses = True

    run(EIGHT)

    assert [row.why for row in rows(course)] == ["refused"]


def test_after_the_window_nothing_is_sent_any_more(wants, run, request):
    course = wants("20:00", by_email=True)
    request.getfixturevalue("no_mail")
    run(EIGHT)

    server = request.getfixturevalue("mail")
    run(EIGHT + timedelta(hours=4))

    assert server.kept == []
    assert [row.sent_at for row in rows(course)] == [None]


def test_evenings_on_which_nothing_ran_are_rows_too(wants, mail, run):
    from caseline_web.reminders.record import lines

    course = wants("20:00", by_email=True)
    run(EIGHT)
    restarted = EIGHT + timedelta(days=3)
    run(restarted)

    assert [line.state for line in lines(course, restarted)] == ["sent", "over", "over", "sent"]
    assert len(mail.kept) == 2


def test_a_run_that_is_killed_while_it_sends_is_seen_and_tried_again(wants, mail, run, monkeypatch):
    course = wants("20:00", by_email=True)

    class Killed(BaseException):
        """Nothing catches it, as nothing catches kill -9."""

    def killed(*told):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("caseline_web.reminders.due.send", killed)
        run(EIGHT)
    [row] = rows(course)
    assert (row.tries, row.sent_at, row.why) == (1, None, "")

    run(EIGHT + timedelta(minutes=5))
    assert mail.kept == []  # it may still be on its way
    run(EIGHT + QUARTER)
    assert len(mail.kept) == 1
    assert [row.tries for row in rows(course)] == [2]


def test_a_second_try_is_the_same_message(wants, mail, run):
    from caseline_web.reminders.models import ReminderRow

    wants("20:00", by_email=True)
    run(EIGHT)
    ReminderRow.objects.update(sent_at=None)  # as if the process had ended before it was noted
    run(EIGHT + QUARTER)

    first, second = mail.kept
    assert first["Message-ID"] == second["Message-ID"]


def test_two_processes_that_take_the_same_one_do_not_both_get_it(wants, mail, run):
    from caseline_web.reminders import ledger
    from caseline_web.reminders.models import ReminderRow

    wants("20:00", by_email=True)
    run(EIGHT)
    ReminderRow.objects.update(sent_at=None)
    [one] = [ledger.Reminder(*row) for row in ReminderRow.objects.values_list(*ledger._FIELDS)]

    assert [ledger.take(one, EIGHT) for _ in range(2)] == [True, False]


def test_one_course_that_cannot_be_read_does_not_stop_the_others(wants, mail, run, clinic):
    from datetime import time

    from caseline_web.courses.store import new_course
    from caseline_web.reminders import store
    from caseline_web.reminders.models import CourseRow

    wants("20:00", by_email=True)
    broken = new_course(clinic, None, "test", "P-000000")
    store.choose(broken, time(20), True, False, "test")
    CourseRow.objects.filter(pk=broken.pk).update(zone="Nowhere/None")

    done = run(EIGHT)

    assert len(mail.kept) == 1
    assert (done.run.due, done.run.sent) == (2, 1)


# The operator.


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "1 reminder was due"), ("de", "1 Erinnerung f"), ("", "1 reminder")]
)
def test_when_none_went_out_the_administrators_are_told_once_a_day(
    wants, mail, run, account, monkeypatch, lang, said
):
    wants("20:00", by_email=True)
    admin = account("administrator")
    type(admin).objects.filter(pk=admin.pk).update(language=lang)
    mail.refuses = True
    often(run, EIGHT, EIGHT + QUARTER)
    mail.refuses = False

    def refused(*told):
        from caseline_web.reminders.channels import NotSentError

        raise NotSentError("unreachable")

    monkeypatch.setattr("caseline_web.reminders.due.send", refused)
    assert run(EIGHT + 2 * QUARTER).silent
    assert run(EIGHT + 3 * QUARTER).silent

    [message] = mail.kept
    assert message["To"] == admin.email
    assert said in message.get_content()


def test_when_one_of_two_went_out_nobody_is_alarmed(wants, mail, run, service, phone):
    wants("20:00", by_email=True)
    phone("/off")
    service.answers["/off"] = 500

    often(run, EIGHT, EIGHT + timedelta(hours=1))

    assert len(mail.kept) == 1
    assert not run(EIGHT + timedelta(hours=2)).silent


@pytest.mark.parametrize("fetched", [True, False])
def test_a_calendar_silences_no_alarm_of_what_is_sent(wants, no_mail, run, fetched):
    from caseline_web.reminders.models import ChoiceRow

    wants("20:00", by_email=True, feed=True)
    ChoiceRow.objects.update(feed_read_at=EIGHT - timedelta(hours=1) if fetched else None)

    often(run, EIGHT, EIGHT + timedelta(hours=1))

    assert run(EIGHT + timedelta(hours=2)).silent


@pytest.mark.parametrize("fetched", [True, False])
def test_where_there_are_calendars_alone_the_alarm_is_that_none_was_fetched(wants, run, fetched):
    from caseline_web.reminders.models import ChoiceRow

    wants("20:00", feed=True)
    ChoiceRow.objects.update(feed_read_at=EIGHT - timedelta(hours=1) if fetched else None)

    often(run, EIGHT, EIGHT + timedelta(hours=1))

    assert run(EIGHT + timedelta(hours=2)).silent is not fetched


def test_while_mail_is_down_the_alarm_stands_on_the_page_of_the_operation(
    wants, no_mail, run, signed_in, monkeypatch
):
    from django.utils import timezone

    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    wants("20:00", by_email=True)
    monkeypatch.setattr(timezone, "now", lambda: EIGHT + timedelta(days=1))
    often(run, EIGHT, EIGHT + 4 * QUARTER)

    page = signed_in("administrator").get("/operation/").content.decode()
    assert "reminder was due, and none went out" in page
    assert "No mail about it went out either" in page


def test_the_command_fails_when_none_went_out_so_that_a_timer_tells_it(
    wants, no_mail, run, monkeypatch
):
    from django.core.management import CommandError, call_command
    from django.utils import timezone

    wants("20:00", by_email=True)
    often(run, EIGHT, EIGHT + HOUR)
    monkeypatch.setattr(timezone, "now", lambda: EIGHT + 2 * HOUR)

    with pytest.raises(CommandError, match="none went out"):
        call_command("run_due")


# Notifications.


def test_a_notification_is_encrypted_for_the_phone_and_opens_that_evening(
    wants, run, service, phone
):
    import json

    from http_ece import decrypt

    from caseline_web.reminders.push import public_key

    wants("20:00")
    secret, auth = phone("/a")

    run(EIGHT)

    [(path, heads, body)] = service.asked
    told = json.loads(decrypt(body, private_key=secret, auth_secret=auth, version="aes128gcm"))
    assert path == "/a"
    assert (told["title"], told["body"]) == ("This evening", "Your questions are waiting.")
    assert told["url"].startswith("https://care.example/my/e/")
    assert heads["ttl"] == str(4 * 60 * 60)
    told = dict(
        one.split("=", 1) for one in heads["authorization"].removeprefix("vapid ").split(",")
    )
    assert told["k"] == public_key()  # the key that the browser was given when it was turned on
    claims = _signed(told["t"], told["k"])
    assert claims["aud"] == f"http://127.0.0.1:{service.server_address[1]}"
    assert claims["sub"] == "https://care.example"


def _signed(token, key):
    """What a service reads in a token, once its signature fits the key."""
    import json
    from base64 import urlsafe_b64decode

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    head, claims, signature = token.split(".")
    raw = [urlsafe_b64decode(one + "==") for one in (claims, signature, key)]
    pair = [int.from_bytes(raw[1][part]) for part in (slice(32), slice(32, 64))]
    known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[2])
    known.verify(encode_dss_signature(*pair), f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    return json.loads(raw[0])


@pytest.mark.parametrize(
    ("status", "why", "kept"), [(410, "no device", 0), (404, "no device", 0), (500, "refused", 1)]
)
def test_a_phone_that_is_gone_is_taken_out_and_one_in_trouble_is_tried_again(
    wants, run, service, phone, status, why, kept
):
    from caseline_web.reminders.store import devices_of

    course = wants("20:00")
    phone("/a")
    service.answers["/a"] = status

    run(EIGHT)

    assert [row.why for row in rows(course)] == [why]
    assert len(devices_of(course)) == kept


def test_a_phone_whose_keys_are_none_keeps_nothing_from_the_others(
    wants, run, service, phone, asked
):
    from caseline_web.reminders import store

    course = wants("20:00")
    at = f"http://127.0.0.1:{service.server_address[1]}/x"
    store.add_device(asked, {"endpoint": at, "keys": {"auth": "x", "p256dh": "y"}}, "test")
    phone("/a")

    run(EIGHT)

    assert [one[0] for one in service.asked] == ["/a"]
    assert [bool(row.sent_at) for row in rows(course)] == [True]


def test_one_phone_of_two_is_enough(wants, run, service, phone):
    course = wants("20:00")
    phone("/a")
    phone("/b")
    service.answers["/a"] = 410

    run(EIGHT)

    assert [row.sent_at for row in rows(course)] == [EIGHT]


# The calendar.


def test_a_calendar_that_fetched_it_lately_counts_as_sent_and_another_does_not(wants, run):
    from caseline_web.reminders.models import ChoiceRow

    course = wants("20:00", feed=True)
    ChoiceRow.objects.update(feed_read_at=EIGHT - timedelta(days=2))
    run(EIGHT)
    ChoiceRow.objects.update(feed_read_at=EIGHT - timedelta(days=9))
    run(EIGHT + timedelta(days=1))

    assert [row.why for row in rows(course)] == ["not fetched", ""]


def test_the_calendar_keeps_the_patients_hour_over_both_changes_of_clocks(wants, client):
    from icalendar import Calendar

    from caseline_web.reminders.store import chosen

    course = wants("20:00", feed=True, zone="Europe/Vienna")
    answer = client.get(f"/reminders/feed/{chosen(course).feed}.ics")
    calendar = Calendar.from_ical(answer.content)
    [event] = calendar.walk("VEVENT")
    [zone] = calendar.walk("VTIMEZONE")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(event.start) == "2026-03-01 20:00:00+01:00"
    assert event["RRULE"]["FREQ"] == ["DAILY"]
    assert zone.tz_name == "Europe/Vienna"
    assert {one.name for one in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_the_calendar_leaves_a_pause_out_and_says_nothing_of_health(wants, enter, client):
    from icalendar import Calendar

    from caseline_web.reminders.store import chosen

    course = wants("20:00", feed=True)
    enter(("pause", {"from": "2026-03-10", "to": "2026-03-11"}))
    text = client.get(f"/reminders/feed/{chosen(course).feed}.ics").content
    [event] = Calendar.from_ical(text).walk("VEVENT")

    assert [str(one.dt)[:10] for one in event["EXDATE"].dts] == ["2026-03-10", "2026-03-11"]
    assert not re.search(rb"pain|question|health|patient", text, re.IGNORECASE)


def test_the_calendar_leads_to_the_pages_and_speaks_the_patients_language(wants, account, client):
    from icalendar import Calendar

    from caseline_web.reminders.store import chosen

    course, patient = wants("20:00", feed=True), account("patient")
    patient.language = "de"
    patient.save()
    answer = client.get(
        f"/reminders/feed/{chosen(course).feed}.ics", headers={"accept-language": "en"}
    )
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")

    assert event["URL"].startswith("http")
    assert event["SUMMARY"] == "Heute Abend"


def _answer(on):
    told = {"instrument": "pain-nrs", "answers": {"worst_pain": 4}, "recall_days": 1}
    return {"on": on, "responses": [told]}
