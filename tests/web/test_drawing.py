"""The page `/drawing/`, as a browser without JavaScript sees it."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from caseline.paindrawing.model import REGION_IDS

pytestmark = pytest.mark.extra

PAGE = "/drawing/"
FITS = r"your drawing fits with (\d+) to (\d+) places"
SCRIBBLE = {"front": [[[90, 150], [110, 150], [90, 160], [110, 160], [90, 170]]], "back": []}
CASE = [one for one in REGION_IDS if one not in ("lowerback", "abdomen")]


@pytest.fixture(autouse=True)
def nobody_drew_before(application):
    """How often somebody sent a drawing is counted in the cache, which outlives a test."""
    from django.core.cache import cache

    cache.clear()


FLOATS = (
    '{"front":[[[90.0,150.0],[110.0,150.0],[90.0,160.0],[110.0,160.0],[90.0,170.0]]],"back":[]}'
)


def carried(response, name):
    found = re.findall(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return [unescape(one) for one in found]


def ticked(text):
    return re.findall(r'name="region" value="(\w+)" checked', text)


def shown(response):
    return unescape(response.content.decode())


def test_the_first_address_leads_to_the_way_in(client):
    assert client.get("/").headers["Location"] == "/accounts/login/"


def test_the_page_has_nineteen_check_boxes_each_with_its_name(client):
    text = shown(client.get(PAGE))
    boxes = re.findall(
        r'<label><input type="checkbox" name="region" value="(\w+)"> (.+?)</label>', text
    )

    assert sorted(region for region, _ in boxes) == sorted(REGION_IDS)
    assert len({name for _, name in boxes}) == 19


def test_ticks_alone_are_the_answer(client):
    text = shown(client.post(PAGE, {"action": "save", "region": CASE}))

    assert "17 of 19 places hurt in the last 7 days." in text


def test_that_nothing_hurt_is_none_of_nineteen(client):
    assert "0 of 19 places" in shown(client.post(PAGE, {"action": "save", "none": "yes"}))


@pytest.mark.parametrize("action", ["save", "confirm"])
def test_that_nothing_hurt_is_said_and_never_follows_from_an_empty_list(action, client):
    answer = client.post(PAGE, {"action": action})

    assert answer.status_code == 400
    assert "tick that nothing hurt" in answer.content.decode()
    assert "0 of 19 places" not in answer.content.decode()


def test_a_drawing_suggests_and_what_was_tapped_stays(client):
    sent = {"action": "save", "strokes": json.dumps(SCRIBBLE), "region": ["jaw_l"]}
    text = shown(client.post(PAGE, sent))

    assert "Is this right?" in text
    assert {"chest", "jaw_l"} <= set(ticked(text))


def test_the_confirmed_list_counts_and_not_the_drawing(client):
    sent = {"strokes": json.dumps(SCRIBBLE), "region": ["neck"], "view-back": "listed"}
    sent["action"] = "confirm"

    assert "1 of 19 places" in shown(client.post(PAGE, sent))


def test_the_file_holds_strokes_and_confirmed_list_and_opens_again(client, tmp_path):
    sent = {"action": "download", "strokes": json.dumps(SCRIBBLE), "region": ["chest", "neck"]}
    answer = client.post(PAGE, sent)
    found = json.loads(answer.content)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="drawing.json"'
    assert found["views"]["front"]["drawn"] is True
    assert found["views"]["back"] == {"drawn": False, "strokes": []}
    assert sorted(found["confirmed"]) == ["chest", "neck"]
    path = tmp_path / "drawing.json"
    path.write_bytes(answer.content)
    with path.open("rb") as file:
        text = shown(client.post(PAGE, {"action": "open", "earlier": file}))
    assert sorted(ticked(text)) == ["chest", "neck"]
    assert FLOATS in text


def test_how_strong_it_is_is_kept_of_ticked_places_and_opens_again(client):
    said = {"intensity-neck": "7", "intensity-chest": "0", "intensity-abdomen": "9"}
    sent = {"region": ["neck", "chest", "jaw_l"], "intensity-jaw_l": "", **said}
    answer = client.post(PAGE, {"action": "download", **sent})
    assert json.loads(answer.content)["intensities"] == {"neck": 7, "chest": 0}

    text = shown(client.post(PAGE, {"action": "confirm", **sent}))
    assert "How strong it is, from 0 to 10: Neck 7; Chest 0." in text
    assert '<input type="hidden" name="intensity-neck" value="7">' in text
    assert "intensity-jaw_l" not in text

    file = SimpleUploadedFile("drawing.json", answer.content)
    again = shown(client.post(PAGE, {"action": "open", "earlier": file}))
    assert levels(again) == {"neck": "7", "chest": "0"}
    assert '<details class="strength" open>' in again
    assert '<details class="strength">' in shown(client.get(PAGE))


def levels(text):
    """The numbers that are chosen beside the places."""
    return dict(
        re.findall(r'name="intensity-(\w+)"(?:(?!</select>).)*<option selected>(\d+)', text)
    )


def test_what_a_stroke_says_of_its_strength_is_told_where_nothing_else_was_said(client):
    strong = {"front": [{"points": SCRIBBLE["front"][0], "intensity": 4}], "back": []}
    sent = {"strokes": json.dumps(strong), "region": "chest", "empty": "back"}
    assert "4, as drawn" in shown(client.post(PAGE, {"action": "save", **sent}))
    assert "Chest 4." in shown(client.post(PAGE, {"action": "confirm", **sent}))
    text = shown(client.post(PAGE, {"action": "confirm", **sent, "intensity-chest": "6"}))
    assert "Chest 6." in text


def test_a_view_said_to_be_empty_is_drawn_and_without_pain(client):
    sent = {"action": "download", "strokes": json.dumps(SCRIBBLE), "empty": ["back"]}

    assert json.loads(client.post(PAGE, sent).content)["views"]["back"]["drawn"] is True


@pytest.mark.parametrize("body", ["neutral", "female", "male"])
def test_each_outline_can_be_taken_and_what_was_entered_stays(client, body):
    sent = {"strokes": json.dumps(SCRIBBLE), "region": ["neck"], "action": "outline"}
    answer = client.post(PAGE, {**sent, "outline": body})

    assert f'<option value="{body}" selected>' in shown(answer)
    assert carried(answer, "body") == [body]
    assert carried(answer, "strokes") == [FLOATS]
    assert ticked(shown(answer)) == ["neck"]


def test_an_address_may_ask_for_an_outline_and_holds_nothing_of_a_person(client):
    answer = client.get(PAGE, {"body": "male", "region": "neck", "action": "save"})

    assert carried(answer, "body") == ["male"]
    assert ticked(shown(answer)) == []
    assert client.get(PAGE, {"body": "robot"}).status_code == 400


def test_the_picture_of_the_confirmed_list_is_on_the_chosen_outline(client):
    female = shown(client.post(PAGE, {"action": "confirm", "body": "female"}))
    male = shown(client.post(PAGE, {"action": "confirm", "body": "male"}))

    assert re.search(r"<use [^>]+>", female)
    assert re.findall(r' d="[^"]+"', female) != re.findall(r' d="[^"]+"', male)
    assert "var(--ink)" in female


def test_a_region_that_was_taken_away_is_not_suggested_again(client):
    sent = {"action": "save", "strokes": json.dumps(SCRIBBLE)}
    first = client.post(PAGE, sent)
    assert ticked(shown(first)) == ["chest"]
    [seen] = carried(first, "seen")
    assert ticked(shown(client.post(PAGE, {**sent, "seen": seen}))) == []


def test_the_range_over_the_thresholds_counts_what_was_tapped_elsewhere(client):
    dot = {"front": [[[100, 150]], *SCRIBBLE["front"], [[60, 300], [62, 300]]], "back": []}
    sent = {"action": "save", "strokes": json.dumps(dot)}
    low, high = map(int, re.search(FITS, shown(client.post(PAGE, sent))).groups())
    assert 0 <= low < high <= 3
    tapped = shown(client.post(PAGE, {**sent, "region": ["jaw_l", "jaw_r"]}))
    assert re.search(FITS, tapped).groups() == (str(low + 2), str(high + 2))


def test_what_to_ask_is_asked_and_an_empty_side_can_be_said_to_be_free_of_pain(client):
    sent = {"action": "save", "strokes": json.dumps(SCRIBBLE)}
    text = shown(client.post(PAGE, sent))
    assert "The back was not drawn. Does anything hurt there?" in text
    assert '<input type="radio" name="view-back" value="empty" required>' in text
    assert "The front was not drawn" not in text
    text = shown(client.post(PAGE, {**sent, "view-back": "empty"}))
    assert "The back was not drawn" not in text
    front = {"action": "save", "strokes": json.dumps({"back": SCRIBBLE["front"]})}
    assert "No, nothing hurts on the front." in shown(client.post(PAGE, front))
    german = shown(client.post(PAGE, {**sent, "language": "de"}))
    assert "Die Rückseite wurde nicht gezeichnet. Tut dort etwas weh?" in german


def test_a_side_that_was_not_drawn_does_not_pass_unanswered(client):
    sent = {"strokes": json.dumps(SCRIBBLE), "region": ["chest"], "seen": "chest"}
    refused = client.post(PAGE, {"action": "confirm", **sent})
    assert refused.status_code == 400
    assert "One side of the body was not drawn." in shown(refused)
    assert "The back was not drawn. Does anything hurt there?" in shown(refused)
    assert ticked(shown(refused)) == ["chest"]
    german = client.post(PAGE, {"action": "confirm", **sent, "language": "de"})
    assert "Eine Seite des Körpers wurde nicht gezeichnet." in shown(german)


@pytest.mark.parametrize(("said", "drawn"), [("empty", True), ("listed", False)])
def test_it_is_without_pain_or_what_hurts_there_is_in_the_list(client, said, drawn):
    sent = {"strokes": json.dumps(SCRIBBLE), "region": ["chest"], "view-back": said}
    done = client.post(PAGE, {"action": "confirm", **sent})
    assert "1 of 19 places" in shown(done)
    assert carried(done, "empty") == (["back"] if drawn else [])
    assert carried(done, "view-back") == ([] if drawn else ["listed"])
    again = shown(client.post(PAGE, {"action": "save", **sent}))
    assert ('value="listed" checked' in again) is not drawn
    file = json.loads(client.post(PAGE, {"action": "download", **sent}).content)
    assert file["views"]["back"]["drawn"] is drawn


def test_what_touches_no_place_is_said_where_the_list_is_confirmed(client):
    told, strokes = "touches none of the 19 places", SCRIBBLE["front"]
    sent = {"action": "save", "strokes": json.dumps({"front": strokes})}
    assert told not in shown(client.post(PAGE, sent))
    sent["strokes"] = json.dumps({"front": [*strokes, [[100, 20], [104, 20]]]})
    assert told in shown(client.post(PAGE, sent))
    german = shown(client.post(PAGE, {**sent, "language": "de"}))
    assert "berührt keine der 19 Stellen" in german


def earlier(confirmed):
    views = {"front": {"drawn": True, "strokes": SCRIBBLE["front"]}}
    views["back"] = {"drawn": False, "strokes": []}
    document = {"schema": 1, "body": "male", "views": views, "confirmed": confirmed}
    return SimpleUploadedFile("drawing.json", json.dumps(document).encode())


def test_same_as_last_time_begins_with_its_strokes_regions_and_outline(client):
    answer = client.post(PAGE, {"action": "open", "earlier": earlier(["neck", "jaw_l"])})

    assert ticked(shown(answer)) == ["jaw_l", "neck"]
    assert carried(answer, "last") == ["jaw_l neck"]
    assert carried(answer, "seen") == ["chest"]
    assert carried(answer, "body") == ["male"]
    assert carried(answer, "strokes") == [FLOATS]


def test_what_differs_from_last_time_is_named(client):
    sent = {"action": "confirm", "region": ["neck", "chest"], "last": "jaw_l neck"}
    text = shown(client.post(PAGE, sent))
    assert "Different from last time. New: Chest. No longer: Jaw, left." in text
    text = shown(client.post(PAGE, {**sent, "last": "neck chest"}))
    assert "The same places as last time." in text
    text = shown(client.post(PAGE, {**sent, "last": ""}))
    assert "New: Neck; Chest." in text
    del sent["last"]
    assert "last time" not in shown(client.post(PAGE, sent))


def test_an_earlier_drawing_that_nobody_confirmed_suggests_anew(client):
    document = {"schema": 1, "body": "male", "views": {}}
    for view in ("front", "back"):
        document["views"][view] = {"drawn": True, "strokes": SCRIBBLE[view]}
    file = SimpleUploadedFile("drawing.json", json.dumps(document).encode())
    answer = client.post(PAGE, {"action": "open", "earlier": file})

    assert ticked(shown(answer)) == []
    assert carried(answer, "seen") == [""]
    assert carried(answer, "last") == []
    assert carried(answer, "empty") == ["back"]


@pytest.mark.parametrize(
    "sent",
    [
        {"body": "robot"},
        {"region": ["tail"]},
        {"strokes": "{"},
        {"strokes": "[1]"},
        {"strokes": '{"side": []}'},
        {"strokes": '{"front": [[[1, 2], [NaN, 3]]]}'},
        {"strokes": '{"front": [[[1, 2], [9000, 3]]]}'},
        {"strokes": "[" * 3_000},
        {"strokes": json.dumps({"front": [{"points": [[1, 1]], "width": 900}]})},
        {"seen": "tail"},
        {"last": "tail"},
        {"intensity-neck": "11"},
        {"intensity-neck": "much"},
    ],
    ids=[
        "outline",
        "region",
        "broken JSON",
        "a list",
        "another view",
        "not a number",
        "beside the sheet",
        "too deep",
        "too broad",
        "region seen",
        "region of last time",
        "too strong",
        "no number",
    ],
)
def test_what_cannot_be_is_refused_and_the_ticks_are_still_there(client, sent):
    answer = client.post(PAGE, {"action": "save", "region": "neck", **sent})

    assert answer.status_code == 400
    assert "The places that you ticked are still here" in shown(answer)
    assert ticked(shown(answer)) == ([] if "region" in sent else ["neck"])
    assert "Traceback" not in shown(answer)


@pytest.mark.parametrize(
    "strokes",
    [[[[1, 1]] * 60_000], [[[1, 1]] * 26_000] * 2, [[[1, 1]]] * 2_001],
    ids=["a long stroke", "points", "strokes"],
)
@pytest.mark.parametrize(("language", "told"), [("en", "more than one"), ("de", "mehr, als")])
def test_more_than_one_drawing_can_hold_is_too_much(client, strokes, language, told):
    sent = {"action": "save", "region": "neck", "strokes": json.dumps({"front": strokes})}
    answer = client.post(PAGE, sent, headers={"accept-language": language})

    assert answer.status_code == 413
    assert told in shown(answer)
    assert ticked(shown(answer)) == ["neck"]


def send(browser, sender="192.0.2.7"):
    sent = {"action": "confirm", "strokes": json.dumps(SCRIBBLE), "region": "chest"}
    sent["view-back"] = "empty"
    return browser.post(PAGE, sent, REMOTE_ADDR=sender)


@pytest.mark.parametrize(("language", "told"), [("en", "wait ten"), ("de", "warten Sie zehn")])
def test_who_sends_without_end_waits_and_nobody_else_does(client, language, told):
    for _ in range(60):
        assert send(client).status_code == 200
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    refused = send(client)
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert told in shown(refused)
    assert client.get(PAGE, REMOTE_ADDR="192.0.2.7").status_code == 200  # to look is free
    assert client.post(PAGE, {"region": "neck"}, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert send(client, "192.0.2.8").status_code == 200


def test_who_is_signed_in_is_not_counted(account, signed_in):
    patient = signed_in("patient")
    assert {send(patient).status_code for _ in range(61)} == {200}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No file was chosen."),
        (b"", "No file was chosen."),
        (b"{", "This file is no drawing that can be read."),
        (b"\xff\xfe\x00", "This file is no drawing that can be read."),
        (b'{"schema": 2}', "is newer than this version of Caseline"),
        (b"[" * 100_000, "This file is no drawing that can be read."),
        (b" " * 5_200_000, "larger than 5 MB"),
        (b" " * 7_000_000, "larger than 5 MB"),
    ],
    ids=["none", "empty", "broken", "not UTF-8", "newer", "too deep", "5.2 MB", "7 MB"],
)
def test_a_file_that_is_no_drawing_is_refused_and_nothing_entered_is_lost(client, content, told):
    sent = {"action": "open", "strokes": json.dumps(SCRIBBLE), "region": ["neck"]}
    if content is not None:
        sent["earlier"] = SimpleUploadedFile("drawing.json", content)
    answer = client.post(PAGE, sent)

    assert answer.status_code == 400
    assert told in shown(answer)
    assert ticked(shown(answer)) == ["neck"]
    assert carried(answer, "strokes") == [FLOATS]


def test_a_large_file_is_never_written_to_a_disk(client, monkeypatch):
    def write(*_, **__):
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", write)
    file = SimpleUploadedFile("drawing.json", b" " * 7_000_000)

    assert client.post(PAGE, {"action": "open", "earlier": file}).status_code == 400


@pytest.mark.parametrize(("language", "told"), [("en", "too large"), ("de", "zu groß")])
def test_more_than_a_drawing_can_be_is_refused(client, language, told):
    sent = {"action": "save", "strokes": "1" * 7_000_000}
    answer = client.post(PAGE, sent, headers={"accept-language": language})

    assert answer.status_code == 400
    assert told in shown(answer)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "could not prove"), ("de", "konnte nicht nachweisen")]
)
def test_a_form_from_elsewhere_is_refused(application, language, told):
    headers = {"host": "localhost", "accept-language": language}
    answer = Client(enforce_csrf_checks=True, headers=headers).post(PAGE, {})

    assert answer.status_code == 403
    assert told in shown(answer)


def test_other_methods_and_other_hosts_are_refused(client):
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        assert client.generic(method, PAGE).status_code == 405
    assert client.head(PAGE).status_code == 200
    answer = client.get(PAGE, headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "cannot be read" in shown(answer)


@pytest.mark.parametrize(("language", "told"), [("en", "no page"), ("de", "keine Seite")])
@pytest.mark.parametrize(("address", "on"), [("/nowhere/", "/"), ("/drawing/no/", "/drawing/")])
def test_an_address_without_a_page_says_so_and_leads_on(client, language, told, address, on):
    answer = client.get(address, headers={"accept-language": language})

    assert answer.status_code == 404
    assert told in shown(answer)
    assert f'class="button" href="{on}"' in shown(answer)


@pytest.mark.parametrize(("language", "told"), [("en", "a fault of ours"), ("de", "unser Fehler")])
def test_a_fault_of_our_own_says_so_and_shows_no_cause(client, monkeypatch, language, told):
    def fault(_):
        raise RuntimeError("the cause")

    monkeypatch.setattr("caseline_web.drawing.views.entry_of", fault)
    client.raise_request_exception = False
    answer = client.get(PAGE, headers={"accept-language": language})

    assert answer.status_code == 500
    assert told in shown(answer)
    assert "the cause" not in shown(answer)


def test_nothing_from_elsewhere_and_nothing_inline_may_run(client):
    answer = client.get(PAGE)
    policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r"<[^>]+ (style|on\w+)=", shown(answer))
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    scripts = re.findall(r"<script[^>]*>", shown(answer))
    assert all(f'nonce="{nonce}"' in one or 'src="/static/' in one for one in scripts)


def test_the_language_is_the_browsers_or_the_one_that_was_chosen(client):
    german = client.get(PAGE, headers={"accept-language": "de-AT,de;q=0.9"})
    assert "Wo tut es weh?" in shown(german)
    assert "Wo tut es weh?" in shown(client.post(PAGE, {"language": "de"}, follow=True))
    assert "Wo tut es weh?" in shown(client.get(PAGE))
    assert "Where does it hurt?" in shown(client.post(PAGE, {"language": "en"}, follow=True))


def test_a_language_that_there_is_not_changes_nothing(client):
    assert "Where does it hurt?" in shown(client.post(PAGE, {"language": "fr"}))
    assert "Where does it hurt?" in shown(client.get(PAGE))


@pytest.mark.parametrize(
    ("action", "told"),
    [("draw", "Wo tut es weh?"), ("save", "Stimmt das so?"), ("confirm", "1 von 19 Stellen hat")],
)
def test_another_language_is_the_same_page_with_what_was_entered(client, action, told):
    sent = {"action": action, "strokes": json.dumps(SCRIBBLE), "region": "neck", "seen": "chest"}
    sent["view-back"] = "listed"
    answer = client.post(PAGE, {**sent, "language": "de"})

    assert told in shown(answer)
    assert carried(answer, "strokes") == [FLOATS]
    assert set(carried(answer, "region")) >= {"neck"}
    assert "chest" not in ticked(shown(answer))


def test_pages_are_sent_compressed(client):
    answer = client.get(PAGE, headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 10_000
