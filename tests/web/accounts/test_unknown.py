"""A letter to whoever nobody can be signed in for tells why, and asks nobody to sign up."""

import pytest

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("fresh_counts")]

SHARED = "both@beispiel.example"


@pytest.fixture
def asks(client, mail):
    """`asks("a@beispiel.example")` is the letter to whoever asks for a code."""

    def letter(address, language="en"):
        client.post(
            "/accounts/login/code/", {"email": address}, headers={"accept-language": language}
        )
        assert [one.to for one in mail] == [[address]]
        return mail[0]

    return letter


@pytest.fixture
def two_of_one_address(account, course):
    from caseline_web.people.models import IdentityRow
    from caseline_web.people.store import Identity, enrol, put_right

    first, by = account("patient"), account("clinician")
    put_right(first, Identity("Synthetic One", SHARED, None), by)
    second = enrol(first.organisation, Identity("Synthetic Two", "", None), "en", by)
    earlier = IdentityRow.objects.get(user=first)  # an earlier version let two share one
    IdentityRow.objects.filter(user=second).update(
        email=earlier.email, email_fingerprint=earlier.email_fingerprint
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Please ask your clinic"), ("de", "Bitte fragen Sie Ihre Praxis")],
)
def test_a_stranger_is_told_whom_to_ask(asks, course, language, words):
    letter = asks("nobody@beispiel.example", language)
    assert words in letter.body
    assert "http" not in letter.body


def test_two_patients_of_one_address_are_told_so(asks, two_of_one_address):
    letter = asks(SHARED)
    assert "More than one patient has this address on record." in letter.body


def test_staff_are_told_how_they_sign_in(asks, account):
    letter = asks(account("clinician").email)
    assert "Staff sign in with their password and a second factor." in letter.body


def test_no_letter_greets_with_a_host(asks, course, account):
    from caseline_web.people.store import Identity, put_right

    put_right(
        account("patient"),
        Identity("Synthetic One", "own@beispiel.example", None),
        account("clinician"),
    )
    letter = asks("own@beispiel.example")
    assert letter.subject.startswith("Caseline: ")
    assert "testserver" not in letter.subject + letter.body
