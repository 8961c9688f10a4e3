"""What a phone keeps to open the pages without network: files, and pages without a person."""

import re

import pytest

from tests.web.diary.conftest import pain

pytestmark = pytest.mark.extra


def _status(client, address):
    answer = client.get(address)
    answer.close()
    return answer.status_code


def test_the_worker_names_files_that_are_there(client):
    script = client.get("/my/sw.js").content.decode()
    shell = re.search(r"SHELL = \[([^\]]+)\]", script)[1]
    names = re.findall(r'"([^"]+)"', shell)
    assert len(names) == 18
    assert [_status(client, name) for name in names] == [200] * len(names)
    assert 'START = "/my/"' in script


def test_the_kept_pages_are_the_same_whatever_was_answered(send, patient, running):
    def kept():
        address = f"/my/{running.pseudonym}"
        pages = [
            patient.get(f"{address}/{one}/?blank")
            for one in ("tonight", "events", "form/phq4", "drawing")
        ]
        changing = rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"'
        return [re.sub(changing, b"", one.content) for one in pages]

    before = kept()
    send("events", {"what": "side_effect", "effect": "nausea"})
    send("tonight", pain())
    send("drawing", {"region": ["neck"]})
    send("events", {"what": "pause"})
    assert kept() == before
    assert b"2026-03-10" not in b"".join(before)
    assert b"Another dose from now on" in before[1]
    assert [one for one in (b"1.5", b" mg", b"planned") if one in before[1]] == []


def test_the_page_without_network_is_there_for_everybody(client):
    assert "No network" in client.get("/my/offline/").content.decode()


def test_a_phone_puts_it_on_its_first_screen(client):
    told = client.get("/my/manifest.webmanifest").json()
    assert (told["start_url"], told["display"]) == ("/my/", "standalone")
    assert [_status(client, one["src"]) for one in told["icons"]] == [200, 200]


def test_with_the_form_that_the_pain_drawing_belongs_to_its_page_is_kept_too(patient, running):
    page = patient.get(f"/my/{running.pseudonym}/tonight/").content.decode()
    kept = dict(re.findall(r'<a data-keep="([^"]*)" href="[^"]*/form/(\w+)/', page))
    assert kept.pop(f"/my/{running.pseudonym}/drawing/") == "fsq"
    assert set(kept) == {""}


def test_a_page_that_a_phone_keeps_holds_no_key_and_one_of_who_is_signed_in_does(patient, running):
    for page in ("tonight", "events", "form/phq4", "drawing"):
        where = f"/my/{running.pseudonym}/{page}/"
        assert " data-key=" in patient.get(where).content.decode()
        assert " data-key=" not in patient.get(f"{where}?blank").content.decode()


def test_the_key_is_one_persons_and_ends_with_every_sign_in(account, course):
    from caseline_web.people.accounts import draft_key, end_sign_ins

    one, other = account("patient"), account("clinician")
    before = draft_key(one)
    assert before == draft_key(one) != draft_key(other)
    end_sign_ins(one, passkeys=False, by=other)
    assert draft_key(one) != before
