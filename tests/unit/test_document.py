from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from caseline.calendar import Day
from caseline.document import document_in, read_document
from caseline.errors import CourseError, InstrumentError


def table(text):
    return document_in(text, "a.toml", CourseError)


def refused(ask, text):
    with pytest.raises(CourseError) as caught:
        ask(table(text))
    return str(caught.value)


def test_numbers_are_exact_decimals():
    assert table("a = 0.1").number("a") == Decimal("0.1")
    assert table("a = 3").number("a") == 3


@pytest.mark.parametrize(
    ("ask", "text", "said"),
    [
        (lambda t: t.text("a"), "a = 1", "a: found a number, a text in quotes is needed"),
        (lambda t: t.text("a"), "", "a: is missing, a text in quotes is needed"),
        (lambda t: t.text("a"), "a = ' '", "a: is empty, a text is needed"),
        (lambda t: t.number("a"), "a = true", "a: found true or false, a number is needed"),
        (lambda t: t.number("a"), "a = nan", "a: is not finite, a number is needed"),
        (lambda t: t.number("a"), "a = -inf", "a: is not finite, a number is needed"),
        (lambda t: t.number("a"), "a = 1e15", "a: is too long, at most 15 digits are needed"),
        (
            lambda t: t.number("a"),
            "a = 1e-999999999",
            "a: is too long, at most 15 digits are needed",
        ),
        (
            lambda t: t.number("a"),
            "a = 1e999999999",
            "a: is too long, at most 15 digits are needed",
        ),
        (
            lambda t: t.integer("a", 1, 9),
            "a = 10",
            "a: is out of range, a whole number from 1 to 9 is needed",
        ),
        (
            lambda t: t.integer("a", 1, 9),
            "a = true",
            "a: found true or false, a whole number from 1 to 9 is needed",
        ),
        (
            lambda t: t.integer("a", 1, 9),
            "a = 2.0",
            "a: found a number, a whole number from 1 to 9 is needed",
        ),
        (lambda t: t.flag("a", False), "a = 1", "a: found a number, true or false is needed"),
        (
            lambda t: t.choice("a", ("yes", "no")),
            "a = 'maybe'",
            "a: holds an unknown word, one of 'yes', 'no' is needed",
        ),
        (
            lambda t: t.choice("a", ("yes", "no")),
            "a = 'not on record'",
            "a: holds an unknown word, one of 'yes', 'no' is needed",
        ),
        (
            lambda t: t.texts("a"),
            "a = ['b', 1]",
            "a: holds something that is not a text, a list of texts is needed",
        ),
        (lambda t: t.texts("a"), "a = {}", "a: found a table, a list of texts is needed"),
        (lambda t: t.table("a"), "a = []", "a: found a list, a table [a] is needed"),
        (
            lambda t: t.tables("a"),
            "a = 10:00:00",
            "a: found something else, tables [[a]] is needed",
        ),
        (lambda t: t.tables("a"), "a = [{}, 2023-02-14]", "a 2: found a date, a table is needed"),
        (
            lambda t: t.table("a").text("b"),
            "[a]\nb = 1",
            "a > b: found a number, a text in quotes is needed",
        ),
        (
            lambda t: t.tables("a")[1].text("b"),
            "[[a]]\n[[a]]",
            "a 2 > b: is missing, a text in quotes is needed",
        ),
        (lambda t: t.done(), "schema = 1", "unknown key 'schema', known: "),
    ],
)
def test_an_error_names_file_place_what_was_found_and_what_would_be_right(ask, text, said):
    assert refused(ask, text) == f"a.toml: {said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 10", "found a number,"),
        ("a = 'not on record'", "found 'not on record',"),
        ("a = 2023-02-14T10:00:00", "found a time of day,"),
        ("a = '2023-02-30'", "is no date of the calendar,"),
        ("a = '2023-13'", "is no date of the calendar,"),
    ],
)
def test_what_is_no_date_is_refused(text, said):
    assert refused(lambda t: t.day("a"), text) == (
        f'a.toml: a: {said} a day (2023-02-14), a month ("2023-02") or a year ("2023") is needed'
    )


def test_a_date_may_be_written_with_and_without_quotes():
    asked = table("a = 2023-02-14\nb = '2023-02-14'\nc = '2023-02'")

    assert asked.day("a") == asked.day("b") == Day(date(2023, 2, 14), date(2023, 2, 14))
    assert asked.day("c") == Day(date(2023, 2, 1), date(2023, 2, 28))


def test_an_unknown_key_is_answered_with_the_nearest_one():
    def ask(asked):
        asked.text("title")
        asked.done()

    assert refused(ask, "title = 'b'\ntitel = 'c'") == (
        "a.toml: unknown key 'titel', did you mean 'title'?"
    )


def test_what_is_left_out_takes_its_default():
    asked = table("")

    assert asked.text("a", "b") == "b"
    assert asked.integer("a", 0, 9, 3) == 3
    assert asked.flag("a", default=True)
    assert asked.choice("a", ("yes", "no"), "no") == "no"
    assert asked.texts("a", ()) == ()
    assert asked.texts("a", ("b",)) == ("b",)
    assert asked.tables("a") == ()
    assert not asked.has("a")


def test_absent_is_what_is_left_out_and_what_is_not_on_record_but_not_what_is_empty():
    asked = table("a = 'not on record'\nb = ''\nc = 0")

    assert asked.absent("a")
    assert asked.absent("d")
    assert not asked.absent("b")
    assert not asked.absent("c")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "at line 1, column 1: is not TOML, a TOML file is needed"),
        (
            "a = 1\nb = 2023-02-30\n",
            "at line 2, column 5: is no date of the calendar, one such as 2023-02-14 is needed",
        ),
        ("a = 1\na = 2\nb = 3", "at line 2, column 6: gives a key a second time, once is right"),
        ("a = {b = 1, b = 2}", "at line 1, column 18: gives a key a second time, once is right"),
        ("[a]\n[a]\n", "at line 2, column 3: gives a table a second time, once is right"),
        ("a = " + "[" * 100_000, "is not TOML, a TOML file is needed"),
        ("a = " + "1" * 5000, "is not TOML, a TOML file is needed"),
    ],
    ids=["json", "date", "key", "inline key", "table", "deep", "long"],
)
def test_a_text_that_is_not_toml_is_refused_with_its_place(text, said):
    with pytest.raises(CourseError) as caught:
        table(text)

    assert str(caught.value) == f"a.toml: {said}"


def refused_file(path):
    with pytest.raises(InstrumentError) as caught:
        read_document(path, InstrumentError)
    return str(caught.value)


def test_a_file_is_read_as_the_kind_that_was_asked_for(tmp_path):
    (tmp_path / "a.toml").write_text("b = 'ü'", encoding="utf-8")

    assert read_document(tmp_path / "a.toml", InstrumentError).text("b") == "ü"


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    assert refused_file(tmp_path / "a.toml") == (
        "a.toml: there is no such file, a TOML file is needed"
    )
    assert refused_file(tmp_path) == f"{tmp_path.name}: is a folder, a TOML file is needed"


def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    def forbidden(*_):
        raise PermissionError

    (tmp_path / "a.toml").touch()
    monkeypatch.setattr(Path, "open", forbidden)

    assert refused_file(tmp_path / "a.toml") == "a.toml: cannot be read, a TOML file is needed"


def test_a_byte_that_is_not_utf_8_is_refused_with_its_place(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'a = "\xe4"')

    assert refused_file(tmp_path / "a.toml") == (
        "a.toml: byte 6 is not UTF-8, a TOML file in UTF-8 is needed"
    )


def test_a_file_of_10_mb_is_read_and_a_larger_one_is_refused(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * 10_000_000)
    read_document(path, InstrumentError)
    path.write_bytes(b"#" * 10_000_001)

    assert refused_file(path) == "a.toml: is larger than 10 MB, which no course or instrument is"


def test_a_file_without_an_end_is_refused(tmp_path):
    (tmp_path / "a.toml").symlink_to("/dev/zero")

    assert refused_file(tmp_path / "a.toml") == (
        "a.toml: is larger than 10 MB, which no course or instrument is"
    )
