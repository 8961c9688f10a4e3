"""A course as a series."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from caseline.calendar import day, month
from caseline.course import read_course
from caseline.course.model import Allocation as Told
from caseline.course.model import TreatmentGuess
from caseline.effects import course_series
from caseline.effects.course_rows import leading_outcome
from caseline.effects.course_series import ONLY_SUMMARIES, sem_of, series_of
from caseline.effects.schemes import scheme_named
from caseline.effects.series import numbered, paired
from caseline.errors import DesignError
from caseline.instruments import catalogue
from caseline.stats.randomisation import Alternating, Complete, Pairs, Phases, StartPoint
from caseline.synthetic import synthetic_diary, synthetic_trial
from tests.courses import BEGIN, course_from

HERE = Path(__file__).parents[3]
VISIT = """
[[visits]]
on = {on}
{rest}totals = [{{ instrument = "phq4", score = "total", value = {value} }}]
"""


SHORT = BEGIN + '[treatment]\nname = "a drug"\nunit = "mg"\n'


def visits(*told):
    return "".join(VISIT.format(on=on, value=value, rest=rest) for on, value, rest in told)


def dosed(steps, *told, more=""):
    doses = ", ".join(f"{{ from = {on}, amount = {amount} }}" for on, amount in steps)
    text = f'{BEGIN}{more}\n[treatment]\nname = "a drug"\nunit = "mg"\ndoses = [{doses}]\n'
    return course_from(text + visits(*((on, value, "") for on, value in told)))


def test_a_missed_visit_is_a_planned_value_without_a_number():
    course = dosed(
        [("2025-01-04", 2), ("2025-01-06", 4)],
        ("2025-01-01", 7), ("2025-01-03", 6), ("2025-01-05", 5), ("2025-01-07", 3),
        more="missed_visits = [2025-01-02]",
    )  # fmt: skip
    series = series_of(course)
    assert series.outcome == "phq4.total"
    assert series.days.tolist() == [0, 1, 2, 4, 6]
    assert np.isnan(series.values).tolist() == [False, True, False, False, False]
    assert series.flags == ("off", "off", "off", "on", "on")
    # the value of the 1st stands for its evening, .75 of the day; a dose for the day's beginning
    assert series.dose_days.tolist() == [2.25, 4.25]
    assert series.dose_amounts.tolist() == [2, 4]
    assert (series.periods, series.one_switch) == ((0, 0, 0, 1, 1), True)
    assert series.stretches == ((0, 1, 2), (3, 4))


def test_several_values_of_one_day_are_one_with_their_mean():
    series = series_of(
        dosed(
            [("2025-01-04", 2)],
            ("2025-01-01", 7), ("2025-01-01", 4), ("2025-01-03", 6), ("2025-01-05", 4),
        )
    )  # fmt: skip
    assert series.days.tolist() == [0, 2, 4]
    assert series.values.tolist() == [5.5, 6, 4]


def test_a_value_told_to_be_before_the_first_dose_of_its_day_is_off_and_the_other_one_on():
    course = dosed([("2025-01-04", 2)], ("2025-01-02", 7), ("2025-01-04", 4))
    told = VISIT.format(on="2025-01-04", value=6, rest='condition = "before treatment"\n')
    before = course_from(f"{SHORT}doses = [{{ from = 2025-01-04, amount = 2 }}]\n{told}").visits
    series = series_of(replace(course, visits=(course.visits[0], *before, course.visits[1])))
    # that of the morning stands for the moment of the dose, .75 of a day before the evening
    assert series.days.tolist() == [0, 1.25, 2]
    assert series.dose_days.tolist() == [1.25]
    assert series.values.tolist() == [7, 6, 4]
    assert series.flags == ("off", "off", "on")
    assert (series.periods, series.stretches) == ((0, 0, 1), ((0, 1), (2,)))


def test_a_value_told_to_be_before_a_dose_of_its_month_keeps_its_evening():
    told = VISIT.format(on="2025-01-08", value=6, rest='condition = "before treatment"\n')
    later = VISIT.format(on="2025-02-02", value=4, rest="")
    doses = '[{ from = "2025-01", amount = 2 }]'
    series = series_of(course_from(f"{SHORT}doses = {doses}\n{told}{later}"))
    assert series.days.tolist() == [0, 25]
    assert series.flags == ("off", "on")


def test_a_pause_without_a_value_parts_two_periods_and_holds_no_value_of_its_own():
    steps = [("2025-01-04", 2), ("2025-01-07", 0), ("2025-01-08", 2)]
    told = [("2025-01-01", 7), ("2025-01-05", 4), ("2025-01-09", 3)]
    series = series_of(dosed(steps, *told))
    assert series.periods == (0, 1, 2)
    assert series.stretches == ((0,), (1,), (), (2,))


def test_without_dates_of_the_doses_the_visits_say_when_it_began():
    text = f'{BEGIN}[treatment]\nname = "a drug"\nunit = "mg"\ndoses = [{{ amount = 4.5 }}]\n'
    told = [
        ("2025-01-01", 7, 'condition = "before treatment"\n'),
        ("2025-01-05", 4, 'condition = "on treatment"\n'),
    ]
    series = series_of(course_from(text + visits(*told)))
    assert series.dose_days.tolist() == [3.25]
    assert series.dose_amounts.tolist() == [1]


def test_a_randomised_trial_has_periods_pairs_and_guesses_and_leaves_the_run_in_out():
    series = series_of(synthetic_trial(2025))
    assert series.period_on == (True, False, True, False, False, True, True, False)
    assert series.pairs == ((1, 0), (3, 2), (4, 5), (7, 6))
    assert "off" not in series.flags
    assert series.allocation.scheme == Pairs()
    assert len(series.guesses) == 8
    assert series.blinded == {"patient", "clinician", "rater"}
    assert (series.known.mcid, series.known.treatment) == (1, "low-dose naltrexone")


def test_events_are_a_week_from_their_day_and_a_stop_lasts_until_the_next_dose():
    series = series_of(synthetic_diary(2025))
    begin = synthetic_diary(2025).visits[0].when.first
    moved = (date(2025, 3, 24) - begin).days - 0.75
    assert (moved, moved + 7) in series.events
    pause = [(begin, end) for begin, end in series.events if begin == series.dose_days[3]]
    assert pause == [(series.dose_days[3], series.dose_days[4])]


def test_a_published_summary_gives_a_reason():
    series = series_of(read_course(HERE / "examples" / "moser-2025.toml"))
    assert series.reason == ONLY_SUMMARIES


def test_a_drawn_order_without_pairs_needs_a_scheme_on_record():
    course = synthetic_trial(2025)
    doses = course.treatment.doses[:1]
    one = replace(course, treatment=replace(course.treatment, doses=doses))
    assert series_of(one).allocation.scheme is None
    told = replace(one, allocation=Told("randomised", "yes", "start:15..43"))
    assert series_of(told).allocation.scheme == StartPoint(15, 43)


def test_the_error_of_measurement_is_the_median_of_the_published_ones():
    rule = catalogue.instrument("pain-nrs").rule("average")
    assert sem_of(rule.errors[:1]) == pytest.approx(sem_of(rule.errors[:1] * 3))
    assert sem_of(()) is None


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("pairs", Pairs()),
        ("complete", Complete()),
        ("alternating:2", Alternating(2)),
        ("start:8..15", StartPoint(8, 15)),
        ("phases:3", Phases(3)),
    ],
)
def test_a_scheme_has_a_name(text, scheme):
    assert scheme_named(text) == scheme


def test_another_word_is_no_scheme():
    with pytest.raises(DesignError, match="the scheme must be pairs, complete"):
        scheme_named("by lot")


def test_without_a_primary_outcome_the_first_with_values_on_and_off_leads():
    course = dosed([("2025-01-04", 2)], ("2025-01-01", 7), ("2025-01-05", 4))
    assert series_of(course).outcome == "phq4.total"
    never_on = dosed([("2025-02-04", 2)], ("2025-01-01", 7), ("2025-01-05", 4))
    assert series_of(never_on).outcome == "phq4.total"
    with pytest.raises(DesignError, match="the course has no outcome with a value"):
        leading_outcome(course, {})


def test_a_missed_visit_of_an_unknown_day_has_no_place():
    course = dosed(
        [("2025-01-04", 2)],
        ("2025-01-01", 7),
        ("2025-01-05", 4),
        more="missed_visits = [2025-01-02]",
    )
    vague = replace(course, missed_visits=(month(2025, 1),))
    assert series_of(vague).days.tolist() == [0, 4]


def test_a_course_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(course_series, "MOST_VALUES", 100)
    with pytest.raises(DesignError, match="a series takes up to 100 values, there are 112"):
        series_of(synthetic_trial(2025))


def test_a_guess_before_the_first_value_belongs_to_no_period():
    course = synthetic_trial(2025)
    early = TreatmentGuess(day(date(2025, 1, 1)), "patient", "drug")
    told = replace(course, blinding=replace(course.blinding, guesses=(early,)))
    assert series_of(told).guesses == ()


def test_an_unknown_outcome_is_refused():
    with pytest.raises(DesignError, match="the course has no outcome 'mood'"):
        series_of(synthetic_trial(2025), "mood")


def test_periods_are_numbered_and_paired_by_hand():
    flags = ["off", "on", "on", "off"]
    assert numbered(flags, [False] * 4) == (0, 1, 1, 2)
    assert numbered(flags, [False, False, True, False]) == (0, 1, 2, 3)
    assert paired([False, True, True, False, False]) == ((0, 1), (3, 2))
    assert paired([True, True]) == ()
