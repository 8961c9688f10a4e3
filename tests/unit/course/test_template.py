import re
from dataclasses import fields, is_dataclass
from importlib.resources import files

import pytest

from caseline.course import model
from caseline.course.write import KEYS
from caseline.record import NOT_ON_RECORD
from tests.courses import course_from, refusal

TEXT = files("caseline.course").joinpath("template.toml").read_text(encoding="utf-8")


FILLED = {  # what must be written, and something to write there
    'title = "…"': 'title = "A course"',
    'provenance = "…"': 'provenance = "retrospective"',
    'amount = "…"': "amount = 4.5",
    'on = "…" ': 'on = "2025-01"',
    'average_pain = "…"': "average_pain = 7",
}


def filled(text):
    for empty, written in FILLED.items():
        assert empty in text
        text = text.replace(empty, written)
    return text


@pytest.mark.parametrize("left", FILLED)
def test_what_was_not_filled_in_is_no_record(left):
    text = filled(TEXT).replace(FILLED[left], left)

    assert refusal(text).endswith(
        f"{left.split()[0]}: is not filled in yet, what is known in place of '…' is needed"
    )


def test_the_first_thing_to_fill_in_is_named_with_its_place():
    text = filled(TEXT).replace("amount = 4.5", 'amount = "…"')

    assert refusal(text).startswith("course.toml: treatment > doses 1 > amount: is not filled in")


def test_an_example_whose_comment_is_taken_off_is_not_filled_in_either():
    text = (
        filled(TEXT)
        .replace("# [[life_events]]\n# what", "[[life_events]]\nwhat")
        .replace("# on = 2025-02-20", "on = 2025-02-20")
    )
    text = text.replace('life_events = "not on record"', "")

    assert refusal(text).startswith("course.toml: life_events 1 > what: is not filled in yet")


def test_the_filled_template_is_a_course_and_nothing_else_in_it_is_on_record():
    course = course_from(filled(TEXT))

    assert course.pseudonym == "patient-01"
    assert course.treatment.doses[0].begin is NOT_ON_RECORD
    assert course.visits[0].condition is None
    assert course.visits[0].responses[0].recall_days is NOT_ON_RECORD
    assert course.side_effects is NOT_ON_RECORD
    assert course.plan == model.Plan(*[NOT_ON_RECORD] * 4)
    assert course.consent.treatment == model.Agreement(NOT_ON_RECORD, NOT_ON_RECORD)


def test_the_template_is_a_course_with_every_comment_taken_off_its_examples():
    lists = "earlier_treatments|co_treatments|side_effects|life_events|replications"
    text = re.sub(rf"^({lists}) = .*\n", "", filled(TEXT), flags=re.MULTILINE)
    text = re.sub(r"^  # value = .*\n", "", text, flags=re.MULTILINE)  # the readings stay
    text = re.sub(r"^( {0,2})# (?=\[|\w+ = )", r"\1", text, flags=re.MULTILINE)

    course = course_from(text.replace('"…"', '"a text"'))

    assert len(course.side_effects) == len(course.earlier_treatments) == 1
    assert course.visits[0].drawing.marked == ("neck", "upperback")
    assert [reading.text for reading in course.visits[0].totals[0].readings] == [
        "in the text",
        "in the table",
    ]


COMPUTED = (model.Phase, model.Outcome, model.Observation)
KEPT = [noun for noun in vars(model).values() if is_dataclass(noun) and noun not in COMPUTED]
SPELLED_OUT = {"when", "span", "instrument"}


@pytest.mark.parametrize("noun", KEPT, ids=lambda noun: noun.__name__)
def test_the_template_names_every_key_of_a_course(noun):
    for field in fields(noun):
        key = KEYS.get(field.name, field.name)
        if field.name not in SPELLED_OUT and noun.__module__ == model.__name__:
            assert re.search(rf"\b{key}( =|\])", TEXT), key


@pytest.mark.parametrize(
    "literal",
    [model.Provenance, model.Condition, model.Mode, model.Given, model.Severity, model.Action,
     model.Withdrawal, model.Rechallenge, model.Order, model.Masking, model.Chooser,
     model.Statistic],
    ids=str,
)  # fmt: skip
def test_the_template_names_every_word_that_a_key_may_hold(literal):
    comments = re.sub(r"\s+#?\s*", " ", TEXT)

    for word in literal.__args__:
        assert word in comments
