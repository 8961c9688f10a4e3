import pytest

from caseline.record import NOT_ON_RECORD, NotOnRecord


def test_not_on_record_is_neither_true_nor_false():
    with pytest.raises(TypeError) as caught:
        bool(NOT_ON_RECORD)

    assert str(caught.value) == (
        "'not on record' is neither true nor false: compare with NOT_ON_RECORD"
    )


def test_not_on_record_is_no_no_and_no_zero_and_no_empty_list():
    assert NOT_ON_RECORD not in (False, "no", 0, "", None, ())


def test_not_on_record_prints_as_its_words_and_there_is_one_of_it():
    assert str(NOT_ON_RECORD) == "not on record"
    assert NotOnRecord("not on record") is NOT_ON_RECORD
