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
    assert len(names) == 7
    assert [_status(client, name) for name in names] == [200] * 7
    assert 'START = "/my/"' in script


def test_the_kept_pages_are_the_same_whatever_was_answered(send, patient, running):
    def kept():
        address = f"/my/{running.pseudonym}"
        pages = [
            patient.get(f"{address}/{one}/?blank") for one in ("tonight", "events", "form/phq4")
        ]
        changing = rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"'
        return [re.sub(changing, b"", one.content) for one in pages]

    before = kept()
    send("events", {"what": "side_effect", "effect": "nausea"})
    send("tonight", pain())
    assert kept() == before
    assert b"2026-03-10" not in before[0]


def test_the_page_without_network_is_there_for_everybody(client):
    assert "No network" in client.get("/my/offline/").content.decode()


def test_a_phone_puts_it_on_its_first_screen(client):
    told = client.get("/my/manifest.webmanifest").json()
    assert (told["start_url"], told["display"]) == ("/my/", "standalone")
    assert [_status(client, one["src"]) for one in told["icons"]] == [200, 200]
