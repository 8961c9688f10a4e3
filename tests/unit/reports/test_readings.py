"""How values with several readings, bounds, or one side only stand in a report."""

from dataclasses import replace
from fractions import Fraction

import pytest

from caseline.effects.mdc import Mdc
from caseline.interval import exactly
from caseline.reports import make_report
from caseline.reports.as_json import as_json
from caseline.reports.phrase import percent
from caseline.reports.spoken import mdc_text, moved_text
from caseline.reports.tables import tables
from caseline.reports.words import words
from tests.courses import course_from, dosed, total

pytestmark = pytest.mark.extra

DOSED = dosed(("2025-02-01", 4.5))
BEFORE, AFTER = "2025-01-06", "2025-03-10"
PAIN, FIQR, PGIC = "pain-nrs-100.average", "fiqr.total", "pgic.impression"
IN_TEXT_60_IN_TABLE_80 = "[{ text = 'in text', value = 60 }, { text = 'in table', value = 80 }]"
BY_35_OR_TO_35 = "[{ text = 'by 35', change = -35 }, { text = 'to 35', value = 35 }]"


def report_of(*visits, lang="en"):
    return make_report(course_from(DOSED + "".join(visits)), lang)


def several(when, outcome, readings):
    return total(when, outcome, readings).replace("value = [", "readings = [", 1)


def rows(made, name):
    return next((table.rows for table in tables(made) if table.id == name), ())


def outcome(made):
    (found,) = as_json(made)["outcomes"]
    return found


def test_every_reading_before_meets_every_reading_after_in_data_and_table():
    made = report_of(
        several(BEFORE, FIQR, IN_TEXT_60_IN_TABLE_80), several(AFTER, FIQR, BY_35_OR_TO_35)
    )

    assert [
        (one["text"], one["baseline"], one["last"], one["change"])
        for one in outcome(made)["readings"]
    ] == [
        ("in text → by 35", 60, 25, -35),
        ("in text → to 35", 60, 35, -25),
        ("in table → by 35", 80, 45, -35),
        ("in table → to 35", 80, 35, -45),
    ]
    assert [row[1:5] for row in rows(made, "readings")] == [
        ("“in text” → “by 35”", "60", "25", "−35"),
        ("“in text” → “to 35”", "60", "35", "−25"),
        ("“in table” → “by 35”", "80", "45", "−35"),
        ("“in table” → “to 35”", "80", "35", "−45"),
    ]


def test_both_values_with_several_readings_are_said_with_all_they_may_be():
    (said,) = report_of(
        several(BEFORE, FIQR, IN_TEXT_60_IN_TABLE_80), several(AFTER, FIQR, BY_35_OR_TO_35)
    ).answer.changed

    assert "was 60 to 80 (6 January 2025), then 25 to 45 (10 March 2025) of 100." in said
    assert (
        "The value before treatment (6 January 2025) can be read in two ways, “in text” and "
        "“in table”; both are carried along. The last value (10 March 2025) can be read in two "
        "ways, “by 35” and “to 35”; both are carried along." in said
    )


def test_the_value_that_has_several_readings_is_named():
    (said,) = report_of(
        several(BEFORE, FIQR, IN_TEXT_60_IN_TABLE_80), total(AFTER, FIQR, 45)
    ).answer.changed

    assert "was 45 of 100 (10 March 2025). The value before treatment (6 January 2025)" in said
    assert "The last value" not in said


def test_three_readings_are_several_and_not_two():
    three = IN_TEXT_60_IN_TABLE_80.replace("]", ", { text = 'in figure', value = 70 }]")
    (said,) = report_of(several(BEFORE, FIQR, three), total(AFTER, FIQR, 45)).answer.changed

    assert "several ways, “in text”, “in table” and “in figure”; all are carried along" in said


def test_an_outcome_that_was_only_asked_on_treatment_has_its_last_value_and_its_word():
    made = report_of(total(AFTER, PGIC, 2))
    found = outcome(made)

    assert (found["baseline"], found["last"], found["change"]) == (
        "not on record",
        2,
        "not on record",
    )
    assert found["bands"] == [
        {"source": "farrar2001", "baseline": "not on record", "last": "much improved"},
        {"source": "dworkin2008", "baseline": "not on record", "last": "moderate improvement"},
    ]
    assert rows(made, "outcomes")[0][1:4] == ("not on record", "2 (10 March 2025)", "–")
    assert [row[1:] for row in rows(made, "bands")] == [
        ("Farrar 2001", "–", "much improved"),
        ("Dworkin 2008", "–", "moderate improvement"),
    ]


def test_a_value_between_bounds_has_the_words_of_both():
    found = outcome(report_of(total(AFTER, FIQR, '"30 to 50"')))["bands"]

    assert found[1] == {
        "source": "salaffi2021",
        "baseline": "not on record",
        "last": {"low": "mild", "high": "moderate"},
    }


def test_it_stands_in_both_answers_too():
    english, german = (report_of(total(AFTER, PGIC, 2), lang=lang).answer for lang in ("en", "de"))

    assert english.changed[0].endswith(
        "(PGIC) was 2 (much improved) of 7 on treatment and was not recorded before it."
    )
    assert english.clinician[0].endswith(
        "(PGIC): 2 (much improved) on treatment, not recorded before it."
    )
    assert german.clinician[0].endswith(
        "(PGIC): 2 (viel besser) unter der Behandlung, vorher nicht erhoben."
    )


def test_a_severity_word_stands_in_no_sentence_and_nothing_is_worded_that_may_be_anything():
    fiqr = report_of(total(AFTER, FIQR, 40)).answer.clinician[0]
    anything = report_of(total(AFTER, PGIC, '">=1"')).answer.clinician[0]

    assert fiqr.endswith("(FIQR): 40 on treatment, not recorded before it.")
    assert anything.endswith("(PGIC): anything from 1 to 7 on treatment, not recorded before it.")


def test_values_that_may_be_anything_went_nowhere_that_can_be_told():
    told = report_of(total(BEFORE, PAIN, '">=0"'), total(AFTER, PAIN, '">0"')).answer

    assert told.headline == (
        "Average pain was anything from 0 to 100 before treatment and above 0 on treatment, of "
        "100. Which way it went cannot be told."
    )
    assert "Which way it went cannot be told. Whether that is more" in told.changed[0]


def test_a_headline_of_bounds_does_not_go_from_one_to_the_other():
    told = report_of(total(BEFORE, PAIN, '"60 to 80"'), total(AFTER, PAIN, 30)).answer

    assert told.headline.startswith(
        "Average pain was 60 to 80 before treatment and 30 on treatment, of 100."
    )


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        # 70 down to this; the published errors are 16 and 28
        ("50", "(16 to 28 points): borderline"),
        ('"40 to 60"', "depends on what the values exactly were: borderline"),
        ('"30 to 50"', "depends on what the values exactly were and on how its error"),
        ('"45 to 50"', "depends on how its error is estimated (16 to 28 points): borderline"),
    ],
)
def test_borderline_names_what_leaves_it_open(last, reason):
    (said,) = report_of(total(BEFORE, PAIN, 70), total(AFTER, PAIN, last)).answer.changed

    assert reason in said


def test_a_share_that_is_not_reached_is_not_printed_as_if_it_were():
    # 27 to 19 is −29.63 %, and moderate begins at 30 %
    made = report_of(total(BEFORE, PAIN, 27), total(AFTER, PAIN, 19))

    assert "By IMMPACT the share is minimal (−29.6\u00a0%)." in made.answer.changed[0]
    assert "−8 (−29.6\u00a0%)" in made.answer.clinician[0]
    assert rows(made, "outcomes")[0][4] == "−29.6\u00a0%"


@pytest.mark.parametrize(
    ("exact", "said"),
    [("-28.57", "−29\u00a0%"), ("-29.96", "−29.96\u00a0%"), ("-30.4", "−30.4\u00a0%"),
     ("-0.4", "−0.4\u00a0%"), ("-30", "−30\u00a0%"), ("30.4", "+30\u00a0%"),
     ("-12.5", "−13\u00a0%")],
)  # fmt: skip
def test_a_percent_is_whole_where_that_crosses_no_mark(exact, said):
    change = report_of(total(BEFORE, PAIN, 60)).changes[0]

    assert percent(exactly(Fraction(exact)), change.outcome, words("en")) == said


@pytest.mark.parametrize(
    ("low", "moved", "error"),
    [(17.96, "−18", "17.96 to 30 points"), (18.04, "−18", "18.04 to 30 points"),
     (16, "−18", "16 to 30 points")],
)  # fmt: skip
def test_a_change_and_its_error_do_not_print_alike_unless_they_are(low, moved, error):
    made = report_of(total(BEFORE, FIQR, 60), total(AFTER, FIQR, 42))
    change = replace(made.changes[0], mdc=Mdc(low, 30.0, "published"))

    assert (moved_text(change, words("en")), mdc_text(change, words("en"))) == (moved, error)


@pytest.mark.parametrize(
    ("last", "share"),
    [
        ('"40 to 50"', "By IMMPACT the share is at least minimal (−33\u00a0% to −17\u00a0%)."),
        (
            '"40 to 55"',
            "Whether the share reaches a mark of IMMPACT is not clear (−33\u00a0% to −8\u00a0%).",
        ),
        ('"56 to 58"', "By IMMPACT the share is below the first mark (−7\u00a0% to −3\u00a0%)."),
    ],
)
def test_a_share_between_bounds_reaches_no_more_than_all_of_it(last, share):
    made = report_of(total(BEFORE, PAIN, 60), total(AFTER, PAIN, last))

    assert made.answer.changed[0].endswith(share)


def test_a_table_without_any_error_has_no_note_on_it():
    made = report_of(total(AFTER, PGIC, 2))

    assert next(table for table in tables(made) if table.id == "outcomes").note == ""
