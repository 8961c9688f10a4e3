"""What a browser calls itself, in the words that people know their own phone by."""

import pytest

pytestmark = pytest.mark.extra

KIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {KIT} Safari", "Safari, iPhone"),
        (
            f"Mozilla/5.0 (iPhone; CPU OS 17_4 like Mac OS X) {KIT} CriOS/123 Safari",
            "Chrome, iPhone",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/123.0 Safari", "Chrome, Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64) {KIT} Chrome/123 Safari Edg/123", "Edge, Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0",
            "Firefox, Linux",
        ),
        ("a thing of its own", "a thing of its own"),
    ],
)
def test_a_device_is_named_as_people_know_it(application, agent, told):
    from caseline_web.accounts.devices import device

    assert device(agent) == told


def test_a_patient_reads_on_what_and_when_by_the_own_clock_and_no_address(account, course, client):
    from zoneinfo import ZoneInfo

    from allauth.usersessions.models import UserSession

    from caseline_web.people.store import pair

    code = pair(account("patient"), account("clinician"))
    agent = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Gecko/124.0 Firefox/124.0"}
    client.post("/accounts/pair/", {"code": code}, headers=agent)
    page = client.get("/accounts/sessions/", headers=agent).content.decode()
    [one] = UserSession.objects.all()
    assert "<td>Firefox, Android</td>" in page
    assert f"{one.created_at.astimezone(ZoneInfo('Europe/Vienna')):%H:%M}" in page
    assert "127.0.0.1" not in page


def test_a_patient_is_asked_before_signing_out_and_told_how_to_come_back(signed_in):
    browser = signed_in("patient")
    assert '<form method="post" action="/accounts/logout/">' not in (
        browser.get("/accounts/").content.decode()
    )
    asked = browser.get("/accounts/logout/").content.decode()
    assert "To come back in you need a code" in asked
    assert browser.post("/accounts/logout/").status_code == 302
    assert browser.get("/accounts/").status_code == 302
