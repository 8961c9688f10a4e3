"""What the features of a course are, read from its record."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseline.claims import Numbers, features_of, judge
from caseline.claims.features import Guesses, Happening
from caseline.course.read import read_course
from caseline.errors import DesignError
from caseline.record import NOT_ON_RECORD
from tests.courses import BEGIN, course_from, dosed, total

EXAMPLES = Path(__file__).parents[3] / "examples"
PAIN = "pain-nrs.average"


def readings(begin, values, more="", outcome=PAIN):
    """Visits on one day after the other."""
    first = date.fromisoformat(begin)
    days = [first + timedelta(days=n) for n in range(len(values))]
    return "".join(
        total(day, outcome, value, ', statistic = "single"').replace("totals", more + "totals")
        for day, value in zip(days, values, strict=True)
    )


def of(text, *args, **more):
    return features_of(course_from(text), PAIN, *args, **more)


DOSES = dosed(("2025-02-01", 4.5))
VISITS = readings("2025-01-20", [7, 8, 7, 6]) + readings("2025-02-10", [5, 4, 5])
AB = DOSES + VISITS


def test_an_outcome_that_is_not_there_is_refused():
    with pytest.raises(DesignError, match=r"the course has no outcome 'fiqr\.total'"):
        features_of(course_from(AB), "fiqr.total")


def test_one_switch_has_two_phases_with_their_readings():
    found = of(AB)

    assert (found.design.n_phases, found.design.n_switches) == (2, 1)
    assert [(one.letter, one.n, one.span_days) for one in found.points] == [
        ("A", 4, 3),
        ("B", 3, 2),
    ]
    assert found.design.period_days == 12


def test_the_change_counts_as_gain_in_the_direction_of_relief():
    assert of(AB).change.gain_low == pytest.approx(7 - 14 / 3)


def test_what_nobody_worked_out_is_not_on_record():
    found = of(AB)

    assert found.change.mass_before_start is NOT_ON_RECORD
    assert {one.n_eff for one in found.points} == {NOT_ON_RECORD}
    assert found.exposure.tau_on_days is NOT_ON_RECORD


def test_numbers_that_were_worked_out_are_carried():
    found = of(AB, Numbers(n_eff=(3.0, 2.0), mass_before_start=0.1, flips=()))

    assert [one.n_eff for one in found.points] == [3.0, 2.0]
    assert found.change.mass_before_start == 0.1
    assert found.change.flips == ()


def test_what_a_course_cannot_record_is_asked_of_the_caller():
    found = of(AB, analysis_prespecified=True)

    assert found.outcomes.analysis_prespecified is True


def test_without_conditions_no_switch_and_no_point_is_on_record():
    course = course_from(
        BEGIN
        + '[treatment]\nname = "naltrexone"\nunit = "mg"\ndoses = [{ amount = 4.5 }]\n'
        + readings("2025-01-20", [7, 8, 7, 6])
    )
    found = features_of(course, PAIN)

    assert found.design.n_switches is NOT_ON_RECORD
    assert found.points is NOT_ON_RECORD
    assert judge(found).package.name == "C0"


def test_a_mean_of_a_phase_is_a_summary_and_makes_numbers_incomputable():
    mean = total("2025-01", PAIN, 7, ', statistic = "mean"')
    found = of(DOSES + mean + readings("2025-02-10", [5, 4, 5]))

    assert [(one.n, one.summary) for one in found.points] == [
        (NOT_ON_RECORD, True),
        (3, False),
    ]
    assert found.change.mass_before_start is None
    assert found.points[1].missing_share is None
    assert found.instrument.same_mode is None


def test_missed_visits_count_in_their_phase():
    course = course_from("missed_visits = [2025-02-03]\n" + AB)

    assert [one.missing_share for one in features_of(course, PAIN).points] == [0, 0.25]
    assert {one.missing_share for one in of(AB).points} == {NOT_ON_RECORD}


def test_a_phase_without_a_reading_has_no_share_missing():
    text = "missed_visits = []\n" + dosed(("2025-01-10", 4.5), ("2025-02-01", 0)) + VISITS
    found = features_of(course_from(text), PAIN)

    assert [(one.letter, one.n) for one in found.points] == [("B", 4), ("A", 3)]


@pytest.mark.parametrize(
    ("modes", "same"),
    [(("app", "app"), True), (("paper", "app"), False), (("app", None), NOT_ON_RECORD)],
)
def test_the_mode_is_compared_between_the_phases(modes, same):
    before, on = (f'mode = "{mode}"\n' if mode else "" for mode in modes)
    text = DOSES + readings("2025-01-20", [7, 8, 7], before) + readings("2025-02-10", [5, 4, 5], on)

    assert of(text).instrument.same_mode == same


def test_the_recall_of_an_entered_total_is_compared():
    assert of(AB).instrument.same_recall is NOT_ON_RECORD


def test_the_rater_of_a_clinicians_scale_is_not_on_record():
    score = "sss-2010.sss"
    text = DOSES + readings("2025-01-20", [9, 8, 9], outcome=score)
    text += readings("2025-02-10", [6, 6, 5], outcome=score)
    found = features_of(course_from(text), score)

    assert found.instrument.reported_by == "clinician"
    assert found.instrument.same_rater is NOT_ON_RECORD
    assert not found.self_rated


@pytest.mark.parametrize(
    ("said", "trigger"),
    [
        ('trigger = "bad time"', "bad time"),
        ('trigger = "planned"', "other"),
        ('trigger = "unrelated"\nstarted_because = "a flare of the neighbour"', "other"),
        ('started_because = "after a bad run"', NOT_ON_RECORD),
        ('started_because = "the clinic opened"', NOT_ON_RECORD),
        ("", NOT_ON_RECORD),
    ],
)
def test_why_it_was_started_counts_by_its_code_and_not_by_words(said, trigger):
    text = AB.replace('unit = "mg"', f'unit = "mg"\n{said}')

    assert of(text).baseline.trigger == trigger


def test_history_is_compared_only_where_there_is_one():
    assert of(AB, Numbers(z_vs_history=2.0)).baseline.z_vs_history is None


# Other treatments and events.


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ('from = 2025-01-22\nto = "not on record"', [(None, 10)]),
        ("from = 2025-01-22\nto = 2025-02-05", [(None, 10), (4, None)]),
        ('from = "2025-01"', [(None, 1)]),
        ('from = "2025-02"', [(0, 0)]),
        ('from = 2025-01-22\nchange = "unchanged"', []),
        ("", [(NOT_ON_RECORD, NOT_ON_RECORD)]),
    ],
)
def test_another_treatment_is_placed_against_the_switch(lines, found):
    text = AB + f'[[co_treatments]]\nname = "other"\n{lines}\n'

    assert of(text).events.co_interventions == tuple(Happening("other", *one) for one in found)


def test_nothing_else_and_nobody_looked_are_told_apart():
    none = features_of(course_from('co_treatments = "none"\nlife_events = "none"\n' + AB), PAIN)

    assert none.events.co_interventions == none.events.life_events == ()
    assert of(AB).events.co_interventions is NOT_ON_RECORD


def test_without_dated_doses_an_event_cannot_be_placed():
    text = BEGIN + '[treatment]\nname = "naltrexone"\nunit = "mg"\ndoses = [{ amount = 4.5 }]\n'
    before = 'condition = "before treatment"\n'
    text += readings("2025-01-20", [7, 8, 7], before)
    text += readings("2025-02-10", [5, 4], 'condition = "on treatment"\n')
    text += '[[life_events]]\nwhat = "moved"\non = 2025-01-22\n'
    found = of(text)

    assert found.events.life_events == (Happening("moved", NOT_ON_RECORD, NOT_ON_RECORD),)
    assert found.design.n_switches == 1
    assert found.design.period_days is None


# What was fixed beforehand.


def planned(primary, looks):
    plan = f'[plan]\nprimary_outcome = {{ outcome = "{PAIN}", fixed_on = {primary} }}\n'
    plan += f"looks = {{ days = [2025-03-01], fixed_on = {looks} }}\n"
    plan += f'threshold = {{ outcome = "{PAIN}", points = 2, fixed_on = {primary} }}\n'
    return BEGIN + plan + AB.removeprefix(BEGIN)


def test_a_plan_fixed_by_the_day_of_the_start_counts():
    found = of(planned("2025-02-01", "2025-01-03"))

    assert found.outcomes.primary_prespecified is True
    assert found.outcomes.threshold_prespecified is True
    assert found.outcomes.unplanned_looks is False
    assert found.outcomes.n_reported == 1
    assert found.change.over_mcid == pytest.approx((7 - 14 / 3) / 2)


def test_a_plan_fixed_after_the_start_does_not():
    found = of(planned("2025-02-02", "2025-02-02"))

    assert found.outcomes.primary_prespecified is False
    assert found.outcomes.threshold_prespecified is False
    assert found.outcomes.unplanned_looks is True


def test_a_plan_without_a_date_is_not_on_record():
    found = of(planned('"not on record"', '"not on record"'))

    assert found.outcomes.primary_prespecified is NOT_ON_RECORD
    assert found.outcomes.unplanned_looks is NOT_ON_RECORD


WORDS = BEGIN + '[treatment]\nname = "naltrexone"\nunit = "mg"\ndoses = [{ amount = 4.5 }]\n'


def test_a_plan_fixed_after_the_last_reading_is_late_though_no_dose_has_a_date():
    text = planned("2025-06-01", "2025-06-01").replace(DOSES, WORDS)
    fixed = of(text).outcomes

    assert fixed.primary_prespecified is False
    assert fixed.threshold_prespecified is False
    assert fixed.unplanned_looks is True


def test_a_threshold_that_nobody_wrote_down_is_not_on_record_and_one_of_another_outcome_no_matter():
    other = planned("2025-01-03", "2025-01-03").replace(
        f'threshold = {{ outcome = "{PAIN}"', 'threshold = { outcome = "pain-nrs.worst"'
    )

    assert of(AB).outcomes.threshold_prespecified is NOT_ON_RECORD
    assert of(other).outcomes.threshold_prespecified is None


def test_a_threshold_fixed_late_fires_a_threat_though_all_else_was_fixed_in_time():
    late = planned("2025-01-03", "2025-01-03").replace(
        "points = 2, fixed_on = 2025-01-03", "points = 2, fixed_on = 2025-06-01"
    )
    in_time, too_late = (judge(of(text)) for text in (planned("2025-01-03", "2025-01-03"), late))

    assert "T18" not in {one.id for one in in_time.threats}
    assert [one.reason for one in too_late.threats if one.id == "T18"] == ["threshold"]


# Doses, stops and the diary that ships.


def test_doses_and_stops_are_counted():
    doses = dosed(("2025-02-01", 1.5), ("2025-02-11", 3), ("2025-02-12", 0))
    found = of(doses + VISITS)

    assert (found.exposure.n_dose_changes, found.exposure.n_stops) == (1, 1)


def test_winter_and_summer_phases_differ_in_season():
    text = dosed(("2025-06-01", 4.5)) + readings("2025-01-20", [7, 8, 7])
    found = of(text + readings("2025-08-10", [5, 4, 5]))

    assert found.design.seasons_differ is True
    assert of(AB).design.seasons_differ is False


def test_periods_of_a_random_order_are_pairs_and_are_compared_by_condition():
    found = features_of(read_course(EXAMPLES / "synthetic-trial.toml"), PAIN)

    assert (found.design.unit, found.design.n_pairs) == ("block", 4)
    assert found.design.counterbalanced is False
    assert [one.letter for one in found.points] == ["A", "B"]
    assert found.design.period_days == 14


def test_guesses_on_treatment_give_bangs_index():
    # Four periods on the drug: three times "drug", once "placebo".
    found = features_of(read_course(EXAMPLES / "synthetic-trial.toml"), PAIN)

    assert found.blinding.guesses == Guesses(0.5, NOT_ON_RECORD, False)


def randomised(doses, visits=VISITS):
    return dosed(*doses) + '[allocation]\norder = "randomised"\n' + visits


DAYS = [
    ("2025-02-01", 4.5),
    ("2025-02-03", 0),
    ("2025-02-05", 0),
    ("2025-02-10", 4.5),
    ("2025-02-11", 0),
]


def test_a_random_start_and_random_single_days_are_told_apart():
    start = of(randomised([("2025-02-01", 4.5)]))
    single = of(randomised(DAYS, readings("2025-02-01", [5, 4, 6, 7, 6, 7, 6, 5, 6, 4, 6, 7])))

    assert start.design.unit == "start date"
    assert (single.design.unit, single.design.n_pairs) == ("period", 2)


def test_a_drawn_period_without_a_value_is_no_repetition():
    # of the two periods on the drug only the second has a visit
    found = of(randomised(DAYS, VISITS))

    assert found.design.n_pairs == 1


def test_an_order_whose_changes_were_drawn_is_compared_by_phase_and_has_no_pairs():
    doses = [("2025-02-01", 4.5), ("2025-02-06", 0), ("2025-02-11", 4.5)]
    text = randomised(doses, readings("2025-01-27", [7, 8, 7, 6, 7, 5, 4, 5, 4, 5] * 2))
    drawn = of(text.replace('"randomised"', '"randomised"\nscheme = "phases:5"'))

    assert (drawn.design.unit, drawn.design.n_pairs) == ("start date", 0)
    assert [one.letter for one in drawn.points] == ["A", "B", "A", "B"]
    assert judge(drawn).package.name != "C4"
    assert [one.letter for one in of(text).points] == ["A", "B"]


def test_a_random_order_without_dated_periods_is_of_unknown_unit():
    text = BEGIN + '[treatment]\nname = "naltrexone"\nunit = "mg"\ndoses = [{ amount = 4.5 }]\n'
    text += '[allocation]\norder = "randomised"\n' + VISITS

    assert of(text).design.unit is NOT_ON_RECORD


@pytest.mark.parametrize(
    ("lines", "reveals"),
    [
        ("", NOT_ON_RECORD),
        ('[[side_effects]]\nwhat = "dreams"\nrechallenge = "came back"\n', True),
        ('[[side_effects]]\nwhat = "dreams"\nrechallenge = "not done"\n', False),
        ('[[side_effects]]\nwhat = "dreams"\n', NOT_ON_RECORD),
    ],
)
def test_a_side_effect_that_came_back_reveals_the_treatment(lines, reveals):
    guess = '[blinding]\nguesses = [{ on = 2025-02-12, by = "patient", guess = "cannot tell" }]\n'
    found = of(DOSES + guess + VISITS + lines)

    assert found.blinding.guesses == Guesses(0, NOT_ON_RECORD, reveals)


def test_guesses_off_treatment_say_nothing_of_the_drug():
    guess = '[blinding]\nguesses = [{ on = 2025-01-22, by = "patient", guess = "drug" }]\n'

    assert of(DOSES + guess + VISITS).blinding.guesses.bang_active is NOT_ON_RECORD


def test_the_illness_brings_its_base_rates_and_another_has_none():
    known, unknown = of(AB), of(AB.replace('"fibromyalgia"', '"gout"'))

    assert known.evidence.natural_improvement == pytest.approx(0.24)
    assert known.evidence.placebo_response == pytest.approx(0.308)
    assert unknown.evidence.natural_improvement is unknown.evidence.placebo_response is None


def test_readings_at_one_end_of_the_scale_are_counted():
    found = of(DOSES + readings("2025-01-20", [10, 9, 10]) + readings("2025-02-10", [0]))

    assert found.instrument.at_bound == 0.5
