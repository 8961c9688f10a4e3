"""Whoever guesses is locked out: passwords, second factors, codes by mail, pairing codes."""

import pytest

from tests.web.accounts.conftest import PASSWORD, code, code_in, code_like

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("fresh_counts")]

LOGIN, SECOND = "/accounts/login/", "/accounts/2fa/authenticate/"


def signed_in(browser):
    return "_auth_user_id" in browser.session


def test_a_password_and_a_code_sign_in(client, clinician):
    told = client.post(LOGIN, {"login": clinician.email, "password": PASSWORD})
    assert told["Location"].startswith(SECOND)
    assert not signed_in(client)
    client.post(SECOND, {"code": code()})
    assert signed_in(client)


def test_five_wrong_passwords_lock_the_right_one_out(client, clinician):
    answers = [
        client.post(LOGIN, {"login": clinician.email, "password": f"wrong {n}"}) for n in range(5)
    ]
    assert [one.status_code for one in answers] == [200] * 4 + [429]
    right = client.post(LOGIN, {"login": clinician.email, "password": PASSWORD})
    assert "Location" not in right
    assert not signed_in(client)


def test_an_account_that_is_not_there_is_locked_out_in_the_same_way(client, db):
    told = {"login": "nobody@clinic.example", "password": "wrong"}
    answers = [client.post(LOGIN, told).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]


def test_five_wrong_second_factors_lock_the_right_one_out(client, clinician):
    client.post(LOGIN, {"login": clinician.email, "password": PASSWORD})
    for wrong in range(5):
        client.post(SECOND, {"code": f"{wrong:06}"})
    answer = client.post(SECOND, {"code": code()})
    assert answer.status_code == 200
    assert not signed_in(client)


def test_a_code_of_an_authenticator_app_counts_once(client, clinician):
    from django.test import Client

    told = {"login": clinician.email, "password": PASSWORD}
    used = code()
    client.post(LOGIN, told)
    client.post(SECOND, {"code": used})
    other = Client(headers={"host": "localhost"})
    other.post(LOGIN, told)
    other.post(SECOND, {"code": used})
    assert signed_in(client)
    assert not signed_in(other)


@pytest.fixture
def patient(clinic, account):
    from caseline_web.people.store import Identity, enrol

    who = Identity("Erika Beispiel", "erika@beispiel.example", None)
    return enrol(clinic, who, "en", account("clinician"))


def test_a_patient_signs_in_with_a_code_by_mail(client, patient, mail):
    client.post("/accounts/login/code/", {"email": "Erika@Beispiel.example"})
    [letter] = mail
    assert letter.to == ["erika@beispiel.example"]
    client.post("/accounts/login/code/confirm/", {"code": code_in(letter)})
    assert client.session["_auth_user_id"] == str(patient.pk)


def test_a_patients_address_stays_in_no_session_and_no_cookie(client, patient, mail):
    asked = client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])})
    cookies = [one.value for one in (*asked.cookies.values(), *client.cookies.values())]
    assert "beispiel" not in f"{dict(client.session)} {cookies}"


@pytest.mark.parametrize(
    ("sender", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("", None),
    ],
)
def test_all_addresses_of_one_network_are_one_sender(rf_from, sender, counted):
    from caseline_web.accounts.lockout import whence

    assert whence(rf_from(sender)) == counted


@pytest.fixture
def rf_from(application):
    """A request that comes from an address."""
    from django.test import RequestFactory

    return lambda sender: RequestFactory().get("/", REMOTE_ADDR=sender)


def test_a_strangers_address_gets_no_code_and_the_same_answer(client, patient, mail):
    known = client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    other = client.post("/accounts/login/code/", {"email": "nobody@beispiel.example"})
    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])
    assert [letter for letter in mail if any(map(code_like, letter.body.split()))] == mail[:1]


def test_three_wrong_codes_end_the_one_that_was_sent(client, patient, mail):
    client.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    told = code_in(mail[0])
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
    client.post("/accounts/login/code/confirm/", {"code": told})
    assert not signed_in(client)


def test_codes_for_one_address_are_sent_five_times_an_hour_to_one_sender(client, patient, mail):
    from django.test import Client

    for _ in range(8):
        browser = Client(headers={"host": "localhost"})
        browser.post("/accounts/login/code/", {"email": "erika@beispiel.example"})
    assert len(mail) == 5


def test_five_wrong_pairing_codes_lock_the_right_one_out(client, patient, account):
    from caseline_web.people.store import pair

    right = pair(patient, account("clinician"))
    wrong = [f"{(int(right) + n) % 10**8:08}" for n in range(1, 6)]
    for one in wrong:
        client.post("/accounts/pair/", {"code": one})
    assert client.post("/accounts/pair/", {"code": right}).status_code == 429
    assert not signed_in(client)


def test_a_pairing_code_signs_one_phone_in_once(client, patient, account):
    from django.test import Client

    from caseline_web.people.store import pair

    right = pair(patient, account("clinician"))
    client.post("/accounts/pair/", {"code": f"{right[:4]} {right[4:]}"})
    assert client.session["_auth_user_id"] == str(patient.pk)
    other = Client(headers={"host": "localhost"})
    other.post("/accounts/pair/", {"code": right})
    assert not signed_in(other)


def from_(n):
    """Behind a proxy: what it says of a sender, after what the sender said."""
    return {"x-forwarded-for": f"1.2.3.4, 192.0.2.{n}"}


@pytest.fixture
def behind_proxy(settings_changed):
    settings_changed(BEHIND_HTTPS=True)


def browser():
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": "en"})


def test_behind_a_proxy_each_sender_is_counted_alone(client, clinician, behind_proxy):
    told = {"login": clinician.email, "password": "wrong"}
    for _ in range(5):
        locked = browser().post(LOGIN, told, headers=from_(1))
    assert locked.status_code == 429
    right = client.post(LOGIN, told | {"password": PASSWORD}, headers=from_(2))
    assert right["Location"].startswith(SECOND)


def guess(email, n):
    """One wrong password, from one sender of many."""
    told = {"login": email, "password": "wrong"}
    return browser().post(LOGIN, told, headers=from_(1 + n // 4))


def test_guesses_from_everywhere_shut_nobody_out_who_was_here_before(
    client, clinician, behind_proxy
):
    told = {"login": clinician.email, "password": PASSWORD}
    client.post(LOGIN, told, headers=from_(200))
    client.post(SECOND, {"code": code()}, headers=from_(200))
    assert signed_in(client)
    client.post("/accounts/logout/", headers=from_(200))
    for n in range(50):
        guess(clinician.email, n)
    strange = browser().post(LOGIN, told, headers=from_(201))
    assert "Location" not in strange
    known = client.post(LOGIN, told, headers=from_(202))
    assert known["Location"].startswith(SECOND)


@pytest.fixture
def at_work(client, clinician, behind_proxy):
    """A browser on which the clinician signed in before, in the network of sender 1."""
    told = {"login": clinician.email, "password": PASSWORD}
    client.post(LOGIN, told, headers=from_(1))
    client.post(SECOND, {"code": code()}, headers=from_(1))
    client.post("/accounts/logout/", headers=from_(1))
    assert not signed_in(client)
    return client


@pytest.mark.parametrize("whose", ["the same account", "others"])
def test_a_stranger_in_the_same_network_shuts_nobody_out_who_was_here_before(
    at_work, clinician, whose, settings_changed
):
    from django.conf import settings

    slowly = {**settings.ACCOUNT_RATE_LIMITS, "login": "1000/m/ip"}  # as over a quarter of an hour
    settings_changed(ACCOUNT_RATE_LIMITS=slowly)
    for n in range(31):
        login = clinician.email if whose == "the same account" else f"{n}@clinic.example"
        browser().post(LOGIN, {"login": login, "password": "wrong"}, headers=from_(1))
    told = {"login": clinician.email, "password": PASSWORD}
    assert "Location" not in browser().post(LOGIN, told, headers=from_(1))
    assert at_work.post(LOGIN, told, headers=from_(1))["Location"].startswith(SECOND)


def test_who_steals_the_cookie_of_a_known_browser_guesses_no_more_than_a_stranger(
    at_work, clinician
):
    stolen = at_work.cookies["known"].value
    thief = browser()
    thief.cookies["known"] = stolen
    told = {"login": clinician.email, "password": "wrong"}
    for n in range(5):
        thief.post(LOGIN, told, headers=from_(n))
    told["password"] = PASSWORD  # by then it is refused, from whatever address
    assert "Location" not in thief.post(LOGIN, told, headers=from_(9))


def test_a_known_browser_is_known_to_one_account(at_work, clinician, account):
    other = account("pharmacist")
    for n in range(5):
        guess(other.email, n)
    told = {"login": other.email, "password": "wrong"}
    answers = [at_work.post(LOGIN, told, headers=from_(3)).status_code for _ in range(5)]
    assert answers[-1] == 429


def test_a_right_password_does_not_count_as_a_guess(clinician, behind_proxy):
    told = {"login": clinician.email, "password": PASSWORD}
    answers = [browser().post(LOGIN, told, headers=from_(n)) for n in range(52)]
    assert all(one["Location"].startswith(SECOND) for one in answers)


def test_a_code_asked_for_by_strangers_still_comes_to_who_it_is_for(patient, mail, behind_proxy):
    told = {"email": "erika@beispiel.example"}
    for _ in range(8):
        browser().post("/accounts/login/code/", told, headers=from_(1))
    assert len(mail) == 5
    browser().post("/accounts/login/code/", told, headers=from_(2))
    assert len(mail) == 6


@pytest.mark.parametrize("way", ["a code by mail", "the clinic's code"])
def test_strangers_who_use_up_the_letters_leave_those_to_a_phone_that_is_known(
    way, client, patient, mail, behind_proxy, account
):
    from caseline_web.people.store import pair

    told = {"email": "erika@beispiel.example"}
    if way == "a code by mail":
        client.post("/accounts/login/code/", told, headers=from_(100))
        confirmed = {"code": code_in(mail[0])}
        client.post("/accounts/login/code/confirm/", confirmed, headers=from_(100))
    else:
        right = pair(patient, account("clinician"))
        client.post("/accounts/pair/", {"code": right}, headers=from_(100))
    assert signed_in(client)
    client.post("/accounts/logout/", headers=from_(100))
    mail.clear()
    for n in range(40):
        browser().post("/accounts/login/code/", told, headers=from_(n // 4))
    assert len(mail) <= 30
    mail.clear()
    browser().post("/accounts/login/code/", told, headers=from_(50))
    assert mail == []  # a phone that nobody knows gets none any more
    client.post("/accounts/login/code/", told, headers=from_(101))
    client.post("/accounts/login/code/confirm/", {"code": code_in(mail[0])}, headers=from_(101))
    assert signed_in(client)


def test_one_sender_uses_up_no_more_letters_than_it_gets(patient, mail, behind_proxy):
    told = {"email": "erika@beispiel.example"}
    for n in range(60):
        browser().post("/accounts/login/code/", told, headers=from_(n // 12))  # five senders
    browser().post("/accounts/login/code/", told, headers=from_(50))
    assert len(mail) == 5 * 5 + 1


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("1.2.3.4, 192.0.2.7:5678", "192.0.2.7"),
        ("[2001:db8::1]:5678", "2001:db8::"),
        ("2001:db8::1", "2001:db8::"),
        ("unknown", "127.0.0.1"),
    ],
)
def test_a_port_or_a_word_in_the_place_of_an_address_is_no_fault(
    said, counted, client, clinician, behind_proxy
):
    from axes.models import AccessAttempt

    told = {"login": clinician.email, "password": "wrong"}
    assert client.post(LOGIN, told, headers={"x-forwarded-for": said}).status_code == 200
    assert AccessAttempt.objects.get().ip_address == counted


def test_what_was_tried_is_kept_without_an_address(client, patient):
    from axes.models import AccessAttempt

    client.post(LOGIN, {"login": "erika@beispiel.example", "password": "my secret"})
    kept = str(list(AccessAttempt.objects.values()))
    assert "192.0.2" in kept or "127.0.0.1" in kept
    assert "erika" not in kept
    assert "my secret" not in kept


def test_who_is_sent_away_for_haste_reads_a_page_of_ours(client, db):
    told = {"login": "nobody@clinic.example", "password": "wrong"}
    for _ in range(31):
        answer = client.post(LOGIN, told, headers={"accept-language": "de"})
    assert answer.status_code == 429
    assert '<html lang="de"' in answer.content.decode()
