"""A link in a reminder: what it may write, how long, and that nobody reads it on its way."""

from base64 import urlsafe_b64decode
from datetime import date

import pytest

pytestmark = pytest.mark.extra

DAY = date(2026, 3, 2)


@pytest.fixture
def token(application):
    from caseline_web.links import EveningLink, token_for

    return token_for(EveningLink("P-ABC234", DAY, "x"))


def test_it_says_which_evening_of_which_course(token):
    from caseline_web.links import EveningLink, link_in

    assert link_in(token) == EveningLink("P-ABC234", DAY, "x")


def test_nobody_on_its_way_reads_whose_it_is(token):
    assert b"ABC234" not in urlsafe_b64decode(token)


@pytest.mark.parametrize(
    "change",
    [lambda t: t[:-4] + "AAAA", lambda t: "", lambda t: "ü"],
    ids=["changed", "empty", "no token"],
)
def test_an_altered_one_writes_nothing(token, change):
    from caseline_web.links import link_in

    assert link_in(change(token)) is None


def test_something_else_that_is_encrypted_is_no_link(application):
    from caseline_web.crypt import encrypted
    from caseline_web.links import link_in

    for text in (
        "Erika",
        "[]",
        '["x", "P-ABC234", "2026-03-02", "x"]',
        '["evening", "P", "soon", "x"]',
    ):
        assert link_in(encrypted(text)) is None


@pytest.mark.parametrize(("days", "known"), [(399, True), (401, False)])
def test_after_as_long_as_any_phone_waits_nobody_knows_it(token, monkeypatch, days, known):
    import time

    from caseline_web.links import link_in

    now = time.time()
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now + days * 86400)
    assert (link_in(token) is not None) is known
