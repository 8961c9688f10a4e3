"""The shipped instruments by name, and without one of them."""

import shutil

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import catalogue, ids, instrument, instruments
from caseline.instruments.catalogue import DATA


def test_an_instrument_is_found_by_id_and_by_ref():
    assert instrument("phq4") is instrument("phq4@2009.1")


def test_a_mistyped_name_is_answered_with_the_nearest():
    with pytest.raises(InstrumentError) as refused:
        instrument("phq-4")

    assert str(refused.value) == "there is no instrument 'phq-4', did you mean 'phq4'?"


def test_a_name_like_no_other_is_answered_with_all():
    with pytest.raises(InstrumentError) as refused:
        instrument("XYZ")

    assert str(refused.value) == f"there is no instrument 'XYZ', known: {', '.join(ids())}"


def test_a_version_that_is_not_there_is_not_taken_for_another():
    with pytest.raises(InstrumentError) as refused:
        instrument("phq4@2010.1")

    assert str(refused.value) == (
        "there is no instrument 'phq4@2010.1', did you mean 'phq4@2009.1'?"
    )


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A copy of the shipped definitions to change."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    monkeypatch.setattr(catalogue, "DATA", copy)
    return copy


def test_the_fiqr_is_removed_by_deleting_its_folder(tree):
    shutil.rmtree(tree / "fiqr@2009.1")

    assert {path.parent.name for path in DATA.glob("*/instrument.toml")} - {
        one.ref for one in instruments()
    } == {"fiqr@2009.1"}
    assert "fiqr" not in ids()


def test_the_newest_version_answers_to_the_id(tree):
    shutil.copytree(tree / "phq4@2009.1", tree / "phq4@2009.10")
    text = (tree / "phq4@2009.10" / "instrument.toml").read_text(encoding="utf-8")
    newer = text.replace('"2009.1"', '"2009.10"')
    (tree / "phq4@2009.10" / "instrument.toml").write_text(newer, encoding="utf-8")

    assert instrument("phq4").version == "2009.10"
    assert instrument("phq4@2009.1").version == "2009.1"
