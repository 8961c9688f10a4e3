"""Checking a file that somebody else wrote."""

import shutil

import pytest

from caseline.errors import InstrumentError
from caseline.instruments.catalogue import DATA
from caseline.instruments.check import check_instrument_file


@pytest.fixture
def folder(tmp_path):
    """A copy of a shipped instrument to break."""
    return shutil.copytree(DATA / "phq4@2009.1", tmp_path / "phq4@2009.1")


def test_a_file_of_another_name_is_checked_by_itself(folder, tmp_path):
    alone = tmp_path / "mine.toml"
    alone.write_bytes((folder / "instrument.toml").read_bytes())

    assert check_instrument_file(alone).ref == "phq4@2009.1"


def test_worked_cases_are_not_asked_for(folder):
    (folder / "cases.toml").unlink()

    assert check_instrument_file(folder / "instrument.toml").languages == ("en", "de")


def test_a_wrong_language_file_is_found(folder):
    (folder / "de.toml").write_text('title = "PHQ-4"', encoding="utf-8")

    with pytest.raises(InstrumentError) as refused:
        check_instrument_file(folder / "instrument.toml")

    assert str(refused.value) == (
        "phq4@2009.1/de.toml: instruction: is missing, a text in quotes is needed"
    )


def test_a_case_with_an_unknown_key_is_found(folder):
    with (folder / "cases.toml").open("a", encoding="utf-8") as cases:
        cases.write('[[case]]\nname = "x"\nsource = "y"\nexpects = { total = 1 }\n')

    with pytest.raises(InstrumentError) as refused:
        check_instrument_file(folder / "instrument.toml")

    assert str(refused.value) == (
        "phq4@2009.1/cases.toml: case 8: unknown key 'expects', did you mean 'expect'?"
    )
