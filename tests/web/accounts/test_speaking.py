"""Whoever chooses a language on a page is written to in it."""

import pytest

pytestmark = pytest.mark.extra


@pytest.mark.parametrize("role", ["patient", "clinician"])
def test_the_language_that_was_chosen_last_is_that_of_what_is_sent(signed_in, account, role):
    from caseline_web.people.store import language_of

    browser, user = signed_in(role), account(role)
    for language in ("de", "en"):
        browser.post("/accounts/", {"language": language})
        assert language_of(user.pk) == language


def test_a_page_in_a_language_that_nobody_chose_changes_nothing(signed_in, account):
    from caseline_web.people.store import language_of

    signed_in("patient").get("/accounts/", headers={"accept-language": "de"})
    assert language_of(account("patient").pk) == ""


def test_a_language_that_there_is_not_changes_nothing(signed_in, account):
    from caseline_web.people.store import language_of

    signed_in("patient").post("/accounts/", {"language": "tlh"})
    assert language_of(account("patient").pk) == ""


def test_who_is_signed_out_keeps_it_on_the_phone_alone(client, account):
    from caseline_web.people.store import language_of

    answer = client.post("/accounts/login/", {"language": "de"})
    assert answer.cookies["django_language"].value == "de"
    assert language_of(account("patient").pk) == ""
