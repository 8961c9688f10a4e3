"""The page `/drawing/`, as a browser without JavaScript sees it."""

import json
import re
from html import unescape

import pytest

from caseline.paindrawing.model import REGION_IDS

PAGE = "/drawing/"
SCRIBBLE = {"front": [[[90, 150], [110, 150], [90, 160], [110, 160], [90, 170]]], "back": []}
CASE = [one for one in REGION_IDS if one not in ("lowerback", "abdomen")]


def ticked(text):
    return re.findall(r'name="region" value="(\w+)" checked', text)


def shown(response):
    return unescape(response.content.decode())


def test_the_first_address_leads_to_the_drawing(client):
    assert client.get("/").headers["Location"] == PAGE


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


def test_nothing_ticked_is_none_of_nineteen(client):
    assert "0 of 19 places" in shown(client.post(PAGE, {"action": "save"}))


def test_a_drawing_suggests_and_what_was_tapped_stays(client):
    sent = {"action": "save", "strokes": json.dumps(SCRIBBLE), "region": ["jaw_l"]}
    text = shown(client.post(PAGE, sent))

    assert "Is this right?" in text
    assert {"chest", "jaw_l"} <= set(ticked(text))


def test_the_confirmed_list_counts_and_not_the_drawing(client):
    sent = {"action": "confirm", "strokes": json.dumps(SCRIBBLE), "region": ["neck"]}

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
    assert "[90.0, 150.0]" in text


def test_a_view_said_to_be_empty_is_drawn_and_without_pain(client):
    sent = {"action": "download", "strokes": json.dumps(SCRIBBLE), "empty": ["back"]}

    assert json.loads(client.post(PAGE, sent).content)["views"]["back"]["drawn"] is True


@pytest.mark.parametrize("body", ["neutral", "female", "male"])
def test_each_outline_can_be_taken(client, body):
    assert f'<option value="{body}" selected>' in shown(client.get(PAGE, {"body": body}))


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
        {"strokes": json.dumps({"front": [[[1, 1]] * 60_000]})},
        {"strokes": "[" * 3_000},
        {"action": "open"},
    ],
    ids=[
        "outline",
        "region",
        "broken JSON",
        "a list",
        "another view",
        "not a number",
        "beside the sheet",
        "too many points",
        "too deep",
        "no file",
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_a_way_back(client, sent):
    answer = client.post(PAGE, {"action": "save", **sent})

    assert answer.status_code == 400
    assert "Back to the drawing" in shown(answer)
    assert "Traceback" not in shown(answer)


def test_a_body_larger_than_a_drawing_can_be_is_refused(client):
    answer = client.post(PAGE, {"action": "save", "strokes": "1" * 7_000_000})

    assert answer.status_code in (400, 413)


def test_a_form_from_elsewhere_is_refused(application):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True, headers={"host": "localhost"}).post(PAGE, {})

    assert answer.status_code == 403


def test_other_methods_and_other_hosts_are_refused(client):
    assert client.put(PAGE).status_code == 405
    assert client.get(PAGE, headers={"host": "elsewhere.example"}).status_code == 400


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
    chosen = client.post("/language/setlang/", {"language": "de", "next": PAGE})
    assert chosen.headers["Location"] == PAGE
    assert "Wo tut es weh?" in shown(client.get(PAGE))
