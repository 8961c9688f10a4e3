"""`caseline instruments`: the list, for people and for programs, and one page."""

import json

from caseline.instruments import ids, instrument
from caseline.instruments.page import page


def test_the_list_has_one_line_for_each_instrument(run):
    code, out, err = run("instruments")

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == list(ids())
    fiqr = next(line for line in lines if line.startswith("fiqr "))
    assert "21 items" in fiqr
    assert "function 0 to 30, impact 0 to 20, symptoms 0 to 50, total 0 to 100" in fiqr
    pgic = next(line for line in lines if line.startswith("pgic "))
    assert " 1 item " in pgic


def test_the_list_for_programs_has_items_ranges_scores_and_rights(run):
    code, out, _ = run("instruments", "--json")

    found = {one["id"]: one for one in json.loads(out)}
    phq4 = found["phq4"]
    assert code == 0
    assert list(found) == list(ids())
    assert phq4["ref"] == "phq4@2009.1"
    assert phq4["rights"] == "free"
    assert phq4["languages"] == ["en", "de"]
    worry = next(item for item in phq4["items"] if item["id"] == "worry")
    assert worry == {
        "id": "worry", "min": 0, "max": 3, "step": 1, "recall_days": 14, "loinc": "68509-9",
    }  # fmt: skip
    total = phq4["scores"][-1]
    assert (total["id"], total["range"], total["worse"]) == ("total", [0, 12], "higher")
    assert total["bands"][0]["source"] == "kroenke2009"
    assert total["bands"][0]["cuts"][1] == {"from": 3, "label": "mild"}


def test_a_band_that_begins_above_a_number_says_above(run):
    _, out, _ = run("instruments", "--json")

    fiqr = next(one for one in json.loads(out) if one["id"] == "fiqr")
    salaffi = next(b for b in fiqr["scores"][-1]["bands"] if b["id"] == "salaffi2018")
    assert salaffi["cuts"][1] == {"above": 30, "label": "mild"}


def test_an_item_s_own_days_come_before_the_instrument_s(run):
    _, out, _ = run("instruments", "--json")

    fsq = next(one for one in json.loads(out) if one["id"] == "fsq")
    assert {item["recall_days"] for item in fsq["items"]} == {7, 180}


def test_one_instrument_is_shown_as_its_page(run):
    assert run("instruments", "show", "phq4") == (0, page(instrument("phq4")) + "\n", "")


def test_an_unknown_instrument_is_one_sentence(run):
    code, out, err = run("instruments", "show", "phq5")

    assert (code, out) == (11, "")
    assert err.startswith("caseline: there is no instrument 'phq5', did you mean 'phq")
