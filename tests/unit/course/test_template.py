import re
from dataclasses import fields, is_dataclass
from importlib.resources import files

import pytest

from caseline.course import model
from caseline.course.write import KEYS
from caseline.record import NOT_ON_RECORD
from tests.courses import course_from

TEXT = files("caseline.course").joinpath("template.toml").read_text(encoding="utf-8")


def test_the_template_is_a_course_as_it_stands_and_nothing_in_it_is_on_record():
    course = course_from(TEXT)

    assert course.pseudonym == "patient-01"
    assert course.side_effects is NOT_ON_RECORD
    assert course.plan == model.Plan(*[NOT_ON_RECORD] * 4)
    assert course.consent.treatment == model.Agreement(NOT_ON_RECORD, NOT_ON_RECORD)


def test_the_template_is_a_course_with_every_comment_taken_off_its_examples():
    lists = "earlier_treatments|co_treatments|side_effects|life_events"
    text = re.sub(rf"^({lists}) = .*\n", "", TEXT, flags=re.MULTILINE)
    text = re.sub(r"^  # value = .*\n", "", text, flags=re.MULTILINE)  # the readings stay
    text = re.sub(r"^( {0,2})# (?=\[|\w+ = )", r"\1", text, flags=re.MULTILINE)

    course = course_from(text)

    assert len(course.side_effects) == len(course.earlier_treatments) == 1
    assert course.visits[0].drawing.marked == ("neck", "upperback")
    assert [reading.text for reading in course.visits[0].totals[0].readings] == ["by 35", "to 35"]


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
