"""A suggestion in words and as data."""

import pytest

from caseline.paindrawing.drawing import Stroke
from caseline.paindrawing.model import words
from caseline.paindrawing.prefill import Question, suggest
from caseline.paindrawing.rules import rules
from caseline.paindrawing.telling import question_text, suggestion_data, suggestion_lines
from caseline.record import NOT_ON_RECORD
from tests.unit.paindrawing.drawings import drawn, square

pytestmark = pytest.mark.extra

CHEST = square(85.0, 110.0, 30)


def lines(*strokes, lang="en", **more):
    return list(suggestion_lines(suggest(drawn(*strokes, **more)), lang))


def test_a_suggestion_is_told_line_by_line():
    assert lines(CHEST) == [
        "Suggested Widespread Pain Index: 1 of 19; over the thresholds 0 to 1.",
        "Suggested: Chest.",
        "Unsure, they depend on the threshold: Chest.",
        "Marked: 1.8\N{NO-BREAK SPACE}% of the body.",
        "         1  any touch",
        "         1  from 5\N{NO-BREAK SPACE}% of a region",
        "         1  from 10\N{NO-BREAK SPACE}% of a region",
        "         1  from 20\N{NO-BREAK SPACE}% of a region",
        "         0  from 30\N{NO-BREAK SPACE}% of a region",
        "         1  from 0.2\N{NO-BREAK SPACE}% of the body",
        "A suggestion is no score: the list that the patient confirms is.",
    ]


def test_german_has_its_own_words_and_numbers():
    told = "\n".join(lines(CHEST, lang="de", back=NOT_ON_RECORD))
    assert "ab 0,2\N{NO-BREAK SPACE}% des Körpers" in told
    assert "Nicht beantwortet, weil eine Ansicht nicht gezeichnet wurde: Schultergürtel" in told
    assert "Die Rückseite wurde nicht gezeichnet. Tut dort etwas weh?" in told


def test_how_strong_it_is_is_told_with_the_places():
    said = {"confirmed": ("neck", "chest"), "intensities": {"chest": 0, "neck": 7}}
    assert "How strong, 0 to 10: Neck 7; Chest 0." in lines(CHEST, **said)
    assert not [line for line in lines(CHEST) if line.startswith("How strong")]


def test_what_was_confirmed_is_told_and_then_nothing_is_cautioned():
    told = lines(CHEST, confirmed=("neck",))
    assert told[0] == "Widespread Pain Index, as the patient confirmed it: 1 of 19. Neck."
    assert not any("no score" in line for line in told)


def test_an_empty_drawing_suggests_none():
    assert lines()[1] == "Suggested: none."


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_question_has_its_words(lang):
    codes = {"side", "loop", "front_not_drawn", "back_not_drawn"}
    codes |= {zone.code for zone in rules().zones}
    assert set(words(lang)["question"]) == codes


def test_a_question_names_its_regions():
    asked = Question("side", ("hip_l", "jaw_r"))
    assert question_text(asked, "en") == (
        "Is it this side, seen from yourself? Hip (buttock, trochanter), left; Jaw, right."
    )


def test_the_data_holds_codes_and_numbers():
    data = suggestion_data(suggest(drawn(Stroke(tuple(CHEST), intensity=6))))
    assert data["suggested"] == data["unsure"] == ["chest"]
    assert data["sweep"][4] == {"threshold": 0.3, "of": "region", "wpi": 0}
    assert data["threshold"] == {"threshold": 0.05, "of": "region"}
    assert (data["wpi"], data["wpi_range"]) == (1, {"low": 0, "high": 1})
    assert data["extent_percent"] == pytest.approx(1.8, abs=0.05)
    assert data["intensities"] == {"chest": 6}
    assert (data["questions"], data["not_drawn"], data["confirmed"]) == ([], [], None)


def test_what_is_known_between_two_bounds_has_low_and_high():
    data = suggestion_data(suggest(drawn(CHEST, back=NOT_ON_RECORD, confirmed=())))
    assert data["wpi"] == {"low": 1, "high": 16}
    assert data["sweep"][4]["wpi"] == {"low": 0, "high": 15}
    assert data["extent_percent"]["high"] > 50
    assert data["questions"][0]["code"] == "back_not_drawn"
    assert (data["not_drawn"], data["confirmed"]) == (["back"], [])
