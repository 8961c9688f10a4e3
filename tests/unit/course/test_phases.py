from datetime import date
from pathlib import Path

import pytest

from caseline.course import design, phases, read_course
from caseline.course.phases import beginning, condition_of, condition_on, first_day_on
from caseline.record import NOT_ON_RECORD
from tests.courses import SHORT, UNDATED, VISIT, course_from, dosed, total

MOSER = Path(__file__).parents[3] / "examples/moser-2025.toml"


def shown(course):
    return [(p.letter, p.condition, str(p.first), str(p.last), p.basis) for p in phases(course)]


def phq4(*dates):
    return "".join(total(when, "phq4.total", 7) for when in dates)


def test_the_published_case_has_the_two_phases_of_its_words_and_nothing_between():
    assert shown(read_course(MOSER)) == [
        ("A", "before treatment", "2023-02-01", "2023-08-31", "the source's words"),
        ("B", "on treatment", "2025-04-01", "2025-04-30", "the source's words"),
    ]


def test_the_design_of_the_published_case_is_ab_and_its_order_and_masking_are_not_on_record():
    found = design(read_course(MOSER))

    assert (found.letters, found.n_switches) == ("AB", 1)
    assert found.randomised is NOT_ON_RECORD
    assert found.blinded is NOT_ON_RECORD


def test_a_rising_dose_is_one_phase_and_a_pause_another():
    doses = dosed(("2025-01-20", 1.5), ("2025-02-03", 3), ("2025-03-03", 0), ("2025-03-10", 3))
    course = course_from(doses + phq4("2025-01-06", "2025-03-31"))

    assert shown(course) == [
        ("A", "before treatment", "2025-01-06", "2025-01-19", "doses"),
        ("B", "on treatment", "2025-01-20", "2025-03-02", "doses"),
        ("A", "off treatment", "2025-03-03", "2025-03-09", "doses"),
        ("B", "on treatment", "2025-03-10", "2025-03-31", "doses"),
    ]
    assert design(course).letters == "ABAB"


def test_an_amount_of_0_before_the_first_dose_is_no_pause():
    course = course_from(dosed(("2025-01-06", 0), ("2025-01-20", 3)) + phq4("2025-01-06"))

    assert [condition for _, condition, *_ in shown(course)] == [
        "before treatment",
        "on treatment",
    ]


def test_a_dose_that_begins_after_the_last_visit_is_no_part_of_the_design_until_one_is_due():
    doses = dosed(("2025-01-20", 3), ("2025-04-07", 0))
    visits = phq4("2025-01-06", "2025-03-31")

    assert design(course_from(doses + visits)).letters == "AB"
    assert design(course_from("missed_visits = [2025-04-14]\n" + doses + visits)).letters == "ABA"


def test_what_was_over_before_the_first_visit_is_no_part_of_the_design():
    doses = dosed(("2024-06-03", 3), ("2024-09-02", 0), ("2025-02-03", 3))

    assert design(course_from(doses + phq4("2025-01-06", "2025-03-31"))).letters == "AB"


def test_placebo_is_a_condition_of_its_own_under_the_letter_of_no_treatment():
    placebo = dosed(("2025-01-20", 3), ("2025-02-03", 0)).replace(
        "amount = 0", "amount = 0, placebo = true"
    )
    course = course_from(placebo + phq4("2025-01-20", "2025-02-16"))

    assert shown(course) == [
        ("B", "on treatment", "2025-01-20", "2025-02-02", "doses"),
        ("A", "on placebo", "2025-02-03", "2025-02-16", "doses"),
    ]


def test_a_dose_without_a_date_leaves_the_phases_to_the_words_of_the_source():
    history = VISIT.replace("totals", 'condition = "earlier history"\ntotals')
    before = history.replace("2025-01-06", "2025-02-06").replace("earlier history", "off treatment")
    course = course_from(SHORT.replace(VISIT, history + before))

    assert shown(course) == [
        ("A", "off treatment", "2025-02-06", "2025-02-06", "the source's words"),
    ]


def test_a_phase_of_words_ends_with_the_visit_that_ends_last():
    long = VISIT.replace("on = 2025-01-06", 'from = "2025-01"\nto = "2025-03"')
    both = [
        visit.replace("totals", 'condition = "on treatment"\ntotals') for visit in (long, VISIT)
    ]

    assert shown(course_from(SHORT.replace(VISIT, "".join(both)))) == [
        ("B", "on treatment", "2025-01-01", "2025-03-31", "the source's words"),
    ]


def test_without_dates_and_words_there_is_no_phase():
    assert phases(course_from(SHORT)) == ()


MONTHLY = [("2025-02", 1.5), ("2025-06", 0)]


@pytest.mark.parametrize(
    ("when", "condition"),
    [
        ("2025-01-31", "before treatment"),
        ("2025-02-01", NOT_ON_RECORD),
        ("2025-02-28", "on treatment"),
        ("2025-05-31", "on treatment"),
        ("2025-06-15", NOT_ON_RECORD),
        ("2025-06-30", "off treatment"),
    ],
)
def test_within_the_month_in_which_a_dose_began_the_condition_of_a_day_is_not_on_record(
    when, condition
):
    treatment = course_from(dosed(*MONTHLY) + phq4("2025-01-06")).treatment

    assert condition_on(treatment, date.fromisoformat(when)) == condition


def test_in_the_month_of_a_step_the_condition_is_on_record_where_both_doses_give_it():
    doses = dosed(("2025-01-20", 1.5), ("2025-02", 3), ("2025-03", 4.5))
    course = course_from(doses + phq4("2025-02-10", "2025-03"))

    assert [condition_of(visit, course) for visit in course.visits] == ["on treatment"] * 2


@pytest.mark.parametrize(
    ("begin", "end", "condition"),
    [
        ("2025-01", "2025-01", "before treatment"),
        ("2025-01", "2025-03", NOT_ON_RECORD),
        ("2025-03", "2025-05", "on treatment"),
        ("2025-07", "2025-08", "off treatment"),
    ],
)
def test_a_span_has_a_condition_where_all_its_days_have_it(begin, end, condition):
    visit = phq4("2025-01-06").replace('on = "2025-01-06"', f'from = "{begin}"\nto = "{end}"')
    course = course_from(dosed(*MONTHLY) + visit)

    assert condition_of(course.visits[0], course) == condition


def test_a_span_over_a_pause_has_no_condition_although_its_ends_agree():
    doses = dosed(("2025-01-20", 3), ("2025-03-03", 0), ("2025-03-10", 3))
    visit = phq4("2025-01-06").replace('on = "2025-01-06"', 'from = "2025-02"\nto = "2025-04"')
    course = course_from(doses + visit)

    assert condition_of(course.visits[0], course) is NOT_ON_RECORD


def test_the_word_of_the_source_comes_before_the_doses():
    morning = phq4("2025-01-20").replace("totals", 'condition = "before treatment"\ntotals')
    course = course_from(dosed(("2025-01-20", 3)) + morning)

    assert condition_of(course.visits[0], course) == "before treatment"
    assert condition_on(course.treatment, date(2025, 1, 20)) == "on treatment"


BEFORE = 'condition = "before treatment"\ntotals'


def test_a_visit_that_is_told_to_be_before_the_first_dose_of_its_day_is_of_the_phase_before():
    morning = phq4("2025-01-20").replace("totals", BEFORE)
    first = course_from(dosed(("2025-01-20", 3)) + morning + phq4("2025-02-03"))
    later = course_from(dosed(("2025-01-20", 3)) + phq4("2025-01-06") + morning)

    assert shown(first) == [
        ("A", "before treatment", "2025-01-20", "2025-01-20", "doses"),
        ("B", "on treatment", "2025-01-20", "2025-02-03", "doses"),
    ]
    assert shown(later)[0] == ("A", "before treatment", "2025-01-06", "2025-01-20", "doses")


def test_a_visit_told_to_be_before_a_dose_of_its_month_tells_that_the_dose_was_no_earlier():
    told = phq4("2025-01-20").replace("totals", BEFORE)
    course = course_from(dosed(("2025-01", 3)) + told + phq4("2025-02-03"))

    assert shown(course) == [
        ("A", "before treatment", "2025-01-20", "2025-01-20", "doses"),
        ("B", "on treatment", "2025-01-20", "2025-02-03", "doses"),
    ]


def test_after_a_placebo_an_amount_of_0_is_no_longer_before_treatment():
    placebo = dosed(("2025-01-20", 0), ("2025-02-03", 0), ("2025-02-17", 3)).replace(
        "amount = 0 }", "amount = 0, placebo = true }", 1
    )
    course = course_from(placebo + phq4("2025-01-20", "2025-02-16"))

    assert [phase.condition for phase in phases(course)] == [
        "on placebo",
        "off treatment",
        "on treatment",
    ]


def test_the_treatment_begins_with_its_first_amount_or_its_placebo():
    told = phq4("2025-01-06")
    doses = dosed(("2025-01-06", 0), ("2025-01-20", 0), ("2025-02-03", 3))
    blinded = doses.replace('20", amount = 0', '20", amount = 0, placebo = true')

    assert str(beginning(course_from(doses + told).treatment)) == "2025-02-03"
    assert str(beginning(course_from(blinded + told).treatment)) == "2025-01-20"
    assert beginning(course_from(SHORT).treatment) is None


def test_the_first_day_on_treatment_is_that_of_the_first_amount():
    dated = course_from(dosed(("2025-01-06", 0), ("2025-01-20", 3)) + phq4("2025-01-06"))
    never = course_from(dosed(("2025-01-06", 0)) + phq4("2025-01-06"))

    assert str(first_day_on(dated.treatment)) == "2025-01-20"
    assert first_day_on(course_from(SHORT).treatment) is None
    assert first_day_on(never.treatment) is None


def test_the_order_and_the_masking_are_as_they_were_recorded():
    course = course_from(
        SHORT.replace(UNDATED, UNDATED + '[allocation]\norder = "randomised"\n')
        + '[blinding]\npatient = "open"\n'
    )

    assert (design(course).randomised, design(course).blinded) == (True, False)
