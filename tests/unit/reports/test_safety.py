"""What must be seen to, whatever the scores: reminded of on page one, and never cleared."""

import json

import pytest

from caseline.instruments import instruments
from caseline.reports import make_report, write_report
from caseline.reports.as_json import as_json
from caseline.reports.html import html
from caseline.reports.words import words
from tests.courses import answered, course_from, dosed, total

pytestmark = pytest.mark.extra

DOSED = dosed(("2025-02-01", 4.5))
REST = dict.fromkeys(
    (
        "interest", "down", "sleep", "tired", "appetite", "failure", "concentration", "restless",
    ),
    1,
)  # fmt: skip
ALERT = (
    "Item 9 of the PHQ-9, on thoughts of being better off dead or of self-harm, was answered "
    "above 0 (6 January 2025). Ask about it today, whatever the other numbers say; in an "
    "emergency, call the emergency number."
)
NOT_RAISED = (
    "Item 9 of the PHQ-9 raised no flag where it was answered. That is not the same as no risk."
)
NOT_ON_RECORD = (
    "Item 9 of the PHQ-9, on thoughts of being better off dead or of self-harm, is not on record "
    "(10 March 2025). Nothing follows from that: ask."
)


def phq9(when, **ninth):
    return answered(when, "phq9", **REST, **ninth)


def report_of(*visits, lang="en"):
    return make_report(course_from("".join((DOSED, *visits))), lang)


def test_an_answer_above_0_is_reminded_of():
    made = report_of(phq9("2025-01-06", selfharm=1), phq9("2025-03-10", selfharm=0))

    assert made.safety.raised == (ALERT,)
    assert made.safety.open == ()


def test_it_is_reminded_of_in_german():
    (said,) = report_of(phq9("2025-01-06", selfharm=1), lang="de").safety.raised

    assert said.startswith(
        "Frage 9 des PHQ-9 (Gedanken, lieber tot zu sein oder sich Leid zuzufügen) wurde mit mehr "
        "als 0 beantwortet (6. Januar 2025)."
    )
    assert "heute" in said


def test_every_date_is_named_and_of_many_the_last():
    dates = [f"2025-01-0{day}" for day in range(1, 5)]
    two = report_of(*(phq9(date, selfharm=3) for date in dates[:2])).safety.raised
    many = report_of(*(phq9(date, selfharm=3) for date in dates)).safety.raised

    assert "(1 January 2025 and 2 January 2025)" in two[0]
    assert "(4 visits, the last on 4 January 2025)" in many[0]


def test_the_data_names_instrument_item_and_date_and_never_the_answer():
    told = as_json(report_of(phq9("2025-01-06", selfharm=3), phq9("2025-03", selfharm=2)))

    assert told["safety"] == [
        {"instrument": "phq9@2001.1", "item": "selfharm", "date": "2025-01-06"},
        {"instrument": "phq9@2001.1", "item": "selfharm", "date": "2025-03"},
    ]


def test_a_visit_over_a_span_gives_both_dates():
    span = phq9("X", selfharm=1).replace('on = "X"', 'from = "2025-01-06"\nto = "2025-01-12"')

    assert as_json(report_of(span))["safety"][0]["date"] == "2025-01-06/2025-01-12"


def test_no_flag_is_not_no_risk():
    made = report_of(phq9("2025-01-06", selfharm=0))

    assert made.safety.raised == ()
    assert made.safety.open == (NOT_RAISED,)
    assert as_json(made)["safety"] == []


@pytest.mark.parametrize("second", [total("2025-03-10", "phq9.total", 8), phq9("2025-03-10")])
def test_a_total_and_a_blank_leave_item_9_not_on_record(second):
    made = report_of(phq9("2025-01-06", selfharm=0), second)

    assert made.safety.open == (NOT_ON_RECORD, NOT_RAISED)
    assert "safety.phq9-item-9" in made.missing


def test_a_blank_beside_a_flag_is_named_too():
    made = report_of(phq9("2025-01-06", selfharm=1), phq9("2025-03-10"))

    assert (made.safety.raised, made.safety.open) == ((ALERT,), (NOT_ON_RECORD,))


def test_a_course_without_such_a_question_says_nothing_of_it(report):
    made = report("moser-2025")

    assert (made.safety.raised, made.safety.open) == ((), ())
    assert as_json(made)["safety"] == []
    assert 'id="safety"' not in html(made)
    assert not [name for name in made.missing if name.startswith("safety")]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_it_stands_before_the_question_and_on_the_first_printed_page(tmp_path, read_pdf, lang):
    made = report_of(phq9("2025-01-06", selfharm=1), phq9("2025-03-10"), lang=lang)
    write_report(made, tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    first = " ".join(read_pdf(tmp_path / "report.pdf").pages[0].split())

    assert page.index('id="safety"') < page.index('id="question"')
    for said in (*made.safety.raised, *made.safety.open):
        assert said in page
        assert _letters(said) in _letters(first)
    for heading in ("missing", "side_effects"):
        assert made.words.say("heading", heading) in first
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["safety"]


def _letters(text):
    """The text without blanks and hyphens, which lines of print break at."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_flag_of_a_shipped_instrument_has_its_words(lang):
    flags = {item.safety.id for one in instruments() for item in one.items if item.safety}

    for section in ("safety_raised", "safety_missing", "safety_not_raised"):
        assert set(words(lang).sections[section]) == flags
    assert {f"safety.{flag}" for flag in flags} <= set(words(lang).sections["missing"])
