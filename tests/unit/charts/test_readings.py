from datetime import date, timedelta

import pytest

from caseline.charts.readings import compared, drawn, levels, runs
from caseline.course import observe
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, dosed, total

PAIN = "pain-nrs.average"


def course_with(*days, dose=("2025-03-01", 4.5)):
    visits = "".join(total(day, PAIN, 5) for day in days)
    return course_from(dosed(dose) + visits)


def readings(*days, dose=("2025-03-01", 4.5)):
    return observe(course_with(*days, dose=dose))[PAIN]


def of_pain(course, found):
    """What a function of course and observations finds of average pain."""
    return found(course, observe(course)[PAIN])


def run_lengths(observations):
    return [len(run) for run in runs(drawn(observations, "en"))]


def test_monthly_readings_are_joined_and_quarterly_ones_are_not():
    assert run_lengths(readings("2025-03-01", "2025-04-01", "2025-05-01")) == [3]
    assert run_lengths(readings("2025-03-01", "2025-06-01", "2025-09-01")) == []


def test_a_hole_in_a_diary_stays_a_hole():
    days = [f"2025-03-{n:02d}" for n in (1, 2, 3, 4, 8, 9, 10)]
    assert run_lengths(readings(*days)) == [4, 3]


def test_a_gap_of_three_usual_ones_is_still_joined():
    days = [f"2025-03-{n:02d}" for n in (1, 2, 3, 4, 7, 8, 9)]
    assert run_lengths(readings(*days)) == [7]


def test_no_line_crosses_a_change_of_phase():
    days = [f"2025-03-{n:02d}" for n in (1, 2, 3, 4)]
    assert run_lengths(readings(*days, dose=("2025-03-03", 4.5))) == [2, 2]


def test_a_single_reading_is_joined_to_nothing():
    assert run_lengths(readings("2025-03-01")) == []


def test_a_month_is_a_span_and_a_day_a_point():
    on_day, in_month = drawn(readings("2025-03-05", "2025-04"), "en")
    assert on_day.is_point
    assert not in_month.is_point


def test_a_change_without_a_baseline_cannot_be_placed():
    visit = (
        '[[visits]]\non = "2025-04"\ncondition = "on treatment"\n'
        'totals = [{ instrument = "fiqr", score = "total", readings = ['
        '{ text = "by 35", change = -35 }, { text = "to 35", value = 35 }] }]\n'
    )
    observations = observe(course_from(BEGIN + TREATMENT + UNDATED + visit))["fiqr.total"]
    assert [mark.label for mark in drawn(observations, "en")] == ["to 35"]


BY_35_OR_TO_35 = '[{ text = "by 35", change = -35 }, { text = "to 35", value = 35 }]'
BEFORE_60_OR_80 = '[{ text = "in text", value = 60 }, { text = "in table", value = 80 }]'


def impact(*visits, **more):
    """The observations of the FIQR at these days, with these values or readings."""
    text = "".join(
        total(day, "fiqr.total", value, *more.values()).replace("value = [", "readings = [", 1)
        for day, value in visits
    )
    return observe(course_from(dosed(("2025-03-01", 4.5)) + text))["fiqr.total"]


def test_readings_that_are_values_are_called_so_and_those_beside_a_change_lead_to_it():
    seen = impact(("2025-02-01", BEFORE_60_OR_80), ("2025-04-03", "[{ text = 'a', value = 40 }, "
                  "{ text = 'b', value = 45 }]"))  # fmt: skip

    assert [(mark.label, mark.y) for mark in drawn(seen, "en")] == [
        ("80", 80),
        ("or 60", 60),
        ("45", 45),
        ("or 40", 40),
    ]


def test_a_change_leads_to_a_value_from_each_reading_of_the_baseline():
    seen = impact(("2025-02-01", BEFORE_60_OR_80), ("2025-04-03", BY_35_OR_TO_35))

    assert [(mark.label, mark.y) for mark in drawn(seen, "de")] == [
        ("80", 80),
        ("oder 60", 60),
        ("um 35 gesunken (45)", 45),
        ("oder auf 35", 35),
        ("oder um 35 gesunken (25)", 25),
    ]


def test_a_mean_with_two_readings_is_called_a_mean_once():
    seen = impact(("2025-02-01", BEFORE_60_OR_80), statistic=', statistic = "mean"')

    assert [mark.label for mark in drawn(seen, "en")] == ["mean 80", "or 60"]


def test_no_line_chooses_one_of_two_readings():
    days = [f"2025-02-{n:02d}" for n in (1, 2, 3, 4)]
    seen = impact((days[0], 70), (days[1], 71), (days[2], BEFORE_60_OR_80), (days[3], 72))

    assert [[mark.y for mark in run] for run in runs(drawn(seen, "en"))] == [[70, 71, 72]]


@pytest.mark.parametrize(("change", "label"), [(-20, "fell by 20 (60)"), (10, "rose by 10 (90)")])
def test_a_change_is_placed_where_it_leads_from_the_baseline(change, label):
    visit = (
        '[[visits]]\non = "2025-04-03"\n'
        'totals = [{ instrument = "fiqr", score = "total", readings = ['
        f'{{ text = "by", change = {change} }}, {{ text = "to", value = 35 }}] }}]\n'
    )
    before = total("2025-02-01", "fiqr.total", 80)
    observations = observe(course_from(dosed(("2025-03-01", 4.5)) + before + visit))["fiqr.total"]
    assert [mark.label for mark in drawn(observations, "en")] == ["80", label, "or to 35"]


def test_the_means_are_those_of_the_windows_that_are_compared():
    days = [f"2025-02-{n:02d}" for n in (1, 2, 3)] + [f"2025-03-{n:02d}" for n in (1, 2, 3, 4, 5)]
    found = of_pain(course_with(*days), levels)
    assert [(level.first, level.last, level.value) for level in found] == [
        (date(2025, 2, 1), date(2025, 2, 3), 5),
        (date(2025, 3, 3), date(2025, 3, 5), 5),
    ]


def test_two_readings_have_no_mean():
    assert of_pain(course_with("2025-02-01", "2025-02-02", "2025-03-01"), levels) == []


def test_a_trial_has_one_mean_in_each_phase():
    doses = (
        f"{BEGIN}{TREATMENT}doses = [\n"
        "{ from = 2025-03-01, amount = 4.5 },\n"
        "{ from = 2025-03-08, amount = 0, placebo = true },\n"
        "{ from = 2025-03-15, amount = 4.5 },\n]\n"
    )
    visits = "".join(total(f"2025-03-{n:02d}", PAIN, n % 7) for n in range(1, 22))
    found = of_pain(course_from(doses + visits), levels)
    assert [(level.first.day, level.last.day) for level in found] == [(1, 7), (8, 14), (15, 21)]
    assert {level.value for level in found} == {3}


# A week on, a week off, two weeks on, each drawn by lot, after a run-in that nobody compares.
OF_PERIODS = {"2025-02-22": 9, "2025-03-01": 2, "2025-03-08": 6, "2025-03-15": 3, "2025-03-22": 4}


def open_trial():
    """Three readings at the beginning of each period."""
    doses = ", ".join(
        f"{{ from = {begin}, amount = {0 if begin == '2025-03-08' else 4.5} }}"
        for begin in list(OF_PERIODS)[1:]
    )
    head = f"{BEGIN}allocation = {{ order = 'randomised' }}\n{TREATMENT}doses = [{doses}]\n"
    days = [
        (date.fromisoformat(begin) + timedelta(days=n), value)
        for begin, value in OF_PERIODS.items()
        for n in range(3)
    ]
    return course_from(head + "".join(total(day, PAIN, value) for day, value in days))


def test_each_time_drawn_by_lot_has_a_mean_also_where_two_on_treatment_follow_each_other():
    found = of_pain(open_trial(), levels)

    assert {str(level.first): level.value for level in found} == OF_PERIODS


def test_times_drawn_by_lot_are_compared_off_with_on_and_not_before_with_last():
    off, on = of_pain(open_trial(), compared)

    assert (off.value, on.value) == (6, 3)
    assert (off.first, off.last) == (on.first, on.last) == (date(2025, 3, 1), date(2025, 3, 24))


def test_without_lots_no_two_conditions_are_compared():
    assert of_pain(course_with("2025-02-01", "2025-03-01"), compared) == []
