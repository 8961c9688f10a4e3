"""A course and its file say the same, and an error about a file says nothing of the patient."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseline.course.read import course_in
from caseline.course.write import write_course
from caseline.document import Table, document_in
from caseline.errors import CourseError
from tests.courses import course_from, courses

EXAMPLE = Path(__file__).parents[2] / "examples/synthetic-diary.toml"
FEWER = settings.default.max_examples // 3  # a course has many parts to draw
SECRET = "7351"
SECRETS = [
    f"secret {SECRET}",
    int(SECRET * 3),
    Decimal(SECRET) / 10_000_000,
    date(7351, 7, 3),
    [SECRET],
    [{"secret": SECRET}],
    {"secret": SECRET},
]


@settings(max_examples=FEWER, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_a_written_course_reads_back_as_the_same_course_and_has_one_text(course):
    text = write_course(course)
    again = course_from(text)

    assert again == course
    assert write_course(again) == text


def example():
    """The entries of a valid course that has a bit of everything."""
    entries = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"), parse_float=Decimal)
    source = {"key": "a", "cite": "b", "doi": "c", "url": "d"}
    quote = {"text": "e", "source": "a"}
    drawn = [visit for visit in entries["visits"] if "drawing" in visit][-1]  # on treatment
    totals = [
        {"instrument": "isi", "score": "total", "value": ">7", "quote": quote},
        {
            "instrument": "bpi-sf",
            "score": "interference",
            "readings": [{"text": "f", "change": -1}, {"text": "g", "value": 4}],
            "statistic": "mean",
            "recall_days": 7,
        },
    ]
    visits = [entries["visits"][0], drawn | {"totals": totals}]
    return entries | {"sources": [source], "quotes": [quote], "visits": visits}


def leaves(entry, path=()):
    """Where the leaves of a document are."""
    inner = (
        entry.items()
        if isinstance(entry, Mapping)
        else enumerate(entry)
        if isinstance(entry, list)
        else None
    )
    if inner is None:
        return [path]
    return [leaf for key, value in inner for leaf in leaves(value, (*path, key))]


def planted(entries, path, value):
    """The document with another value at one place."""
    changed = deepcopy(entries)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


def complaint(entries):
    """What the reader says, or nothing."""
    try:
        course_in(Table("course.toml", "", entries, CourseError))
    except CourseError as exc:
        return str(exc)
    return ""


@pytest.mark.parametrize("secret", SECRETS, ids=str)
def test_no_leaf_of_a_course_file_stands_in_an_error_about_it(secret):
    entries = example()
    assert complaint(entries) == ""
    messages = {path: complaint(planted(entries, path, secret)) for path in leaves(entries)}

    assert any(messages.values())
    assert [path for path, message in messages.items() if SECRET in message] == []


@given(st.data())
def test_no_leaf_stands_in_an_error_about_another_one(data):
    entries = example()
    paths = leaves(entries)
    private = [("pseudonym",), ("title",), ("patient_perspective",), ("side_effects", 0, "what")]
    for path in private:
        entries = planted(entries, path, f"secret {SECRET}")
    broken = data.draw(st.sampled_from([path for path in paths if path not in private]))
    found = data.draw(st.sampled_from([True, -1, "", [], {}, "2023-02-30", "not on record"]))

    message = complaint(planted(entries, broken, found))

    assert SECRET not in message
    assert "\n" not in message


@given(st.data())
def test_a_torn_file_is_not_quoted(data):
    text = EXAMPLE.read_text(encoding="utf-8")[:3000]
    text = text.replace('"', f'"{SECRET} ')
    torn = text[: data.draw(st.integers(0, len(text)))]
    try:
        course_in(document_in(torn, "course.toml", CourseError))
    except CourseError as exc:
        assert SECRET not in str(exc)
    else:
        raise AssertionError("a torn file was read")
