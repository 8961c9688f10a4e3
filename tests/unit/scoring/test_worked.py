"""Worked cases of an instrument that do not come out."""

import shutil

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import instrument
from caseline.instruments.catalogue import DATA
from caseline.scoring.worked import check_worked_cases

PHQ4 = instrument("phq4")
CASE = '[[case]]\nname = "mine"\nsource = "by hand"\n'
HALF = "answers = { nervous = 2, worry = 1 }\n"
ALL = "answers = { every = 2 }\n"


@pytest.fixture
def definition(tmp_path):
    """A copy of a shipped definition, without its worked cases."""
    folder = shutil.copytree(DATA / PHQ4.ref, tmp_path / PHQ4.ref)
    (folder / "cases.toml").unlink()
    return folder / "instrument.toml"


def said(definition, case):
    (definition.parent / "cases.toml").write_text(CASE + case, encoding="utf-8")
    with pytest.raises(InstrumentError) as refused:
        check_worked_cases(definition, PHQ4)
    return str(refused.value)


def test_the_shipped_cases_come_out_and_are_counted():
    assert check_worked_cases(DATA / PHQ4.ref / "instrument.toml", PHQ4) == 7


def test_a_definition_without_cases_has_none(definition):
    assert check_worked_cases(definition, PHQ4) == 0


def test_a_file_of_another_name_is_not_looked_around(tmp_path):
    (tmp_path / "cases.toml").write_text("nothing of ours", encoding="utf-8")

    assert check_worked_cases(tmp_path / "mine.toml", PHQ4) == 0


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        (ALL + "expect = { total = 9 }", "total: expected 9, got 8"),
        (ALL + "expect = { anxiety = [13, 3] }", "anxiety: expected 13/3, got 4"),
        (HALF + "expect = { total = 3 }", "total: expected 3, got none"),
        (
            HALF + 'absent = { total = "so" }',
            "absent > total: expected 'so', got '1 of 2 parts is unanswered'",
        ),
        (
            ALL + 'bands = { "total.kroenke2009" = "mild" }',
            "bands > total.kroenke2009: expected 'mild', got 'moderate'",
        ),
        (HALF + "low = { total = 3 }", "low > total: expected 3, got none"),
        (HALF + "high = { total = 3 }", "high > total: expected 3, got none"),
        (ALL + 'flags = ["self_harm"]', "flags: expected self_harm, got none"),
        (
            ALL + "expect = { sum = 8 }",
            "there is no score 'sum', one of 'anxiety', 'depression', 'total' is needed",
        ),
        (
            ALL + 'bands = { "total.me" = "mild" }',
            "the score 'total' has no bands 'me', known: 'kroenke2009'",
        ),
        ("answers = { sad = 1 }\n", "phq4@2009.1 has no item 'sad'"),
    ],
)
def test_what_does_not_come_out_is_said_with_what_was_expected_and_what_came(
    definition, case, wrong
):
    assert said(definition, case).startswith(f"phq4@2009.1/cases.toml: case 1 'mine': {wrong}")
