"""Language files, shipped and wrong."""

from fractions import Fraction

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import instrument, wording
from caseline.instruments.wording import read_wording

GOOD = """
title       = "PHQ-4"
instruction = "How often?"
source      = "the form"
licence     = "free"

[items]
nervous  = "Nervous"
worry    = "Worry"
interest = "Interest"
down     = "Down"

[answers.frequency]
0 = "never"
1 = "at times"
2 = "often"
3 = "always"
"""


def refusal(tmp_path, text):
    path = tmp_path / "en.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstrumentError) as refused:
        read_wording(path, instrument("phq4"))
    return str(refused.value).removeprefix(f"{tmp_path.name}/en.toml: ")


def test_the_german_phq4_asks_its_two_pairs_in_its_own_order():
    assert list(wording(instrument("phq4"), "de").items) == ["interest", "down", "nervous", "worry"]
    assert list(wording(instrument("phq4"), "en").items) == ["nervous", "worry", "interest", "down"]


def test_answers_are_found_by_their_number():
    words = wording(instrument("phq4"), "de")

    assert words.answers["frequency"][Fraction(3)] == "Beinahe jeden Tag"


def test_a_language_that_is_not_shipped_has_no_wording():
    assert wording(instrument("phq4"), "fr") is None
    assert wording(instrument("isi"), "en") is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('down     = "Down"\n', "", "items > down: is missing, each item needs its text"),
        ("down ", "dwon ", "items > dwon: is not an item of this instrument"),
        ('2 = "often"\n', "", "answers > frequency > 2: is missing, each value needs its words"),
        ("3 = ", "4 = ", "answers > frequency > 4: is not a value of the scale of this instrument"),
        ("frequency", "frequencies", "answers > frequencies: is not a scale of this instrument"),
        (
            GOOD[GOOD.index("[answers") :],
            "",
            "the answers to 'nervous' have no words, [answers.frequency] or [ends.frequency] "
            "is needed",
        ),
        (
            GOOD[GOOD.index("[answers") :],
            '[ends.intensity]\nlow = "none"\nhigh = "all"',
            "ends > intensity: is not an item or a scale of this instrument",
        ),
        ('"Down"', '" "', "items > down: is empty, a text is needed"),
        ('source      = "the form"', "", "source: is missing, a text in quotes is needed"),
    ],
)
def test_it_refuses(tmp_path, old, new, sentence):
    assert old in GOOD
    assert refusal(tmp_path, GOOD.replace(old, new, 1)) == sentence


def test_the_ends_of_a_scale_may_stand_for_words_at_every_number(tmp_path):
    path = tmp_path / "en.toml"
    text = GOOD[: GOOD.index("[answers")] + '[ends.frequency]\nlow = "never"\nhigh = "always"'
    path.write_text(text, encoding="utf-8")

    assert read_wording(path, instrument("phq4")).ends == {"frequency": ("never", "always")}
