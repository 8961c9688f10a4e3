"""A whole analysis: what is in it, and that it repeats itself."""

from dataclasses import replace
from datetime import date, timedelta
from math import inf
from pathlib import Path

import numpy as np
import pytest

from caseline.course import read_course
from caseline.effects.analysis import analyse_series
from caseline.effects.compare import compare
from caseline.effects.course_series import ONLY_SUMMARIES, series_of
from caseline.effects.diagnostics import diagnostics
from caseline.effects.series import Guess
from caseline.effects.table import diary_of
from caseline.effects.texture import Texture, change_point, effective_n
from caseline.synthetic import synthetic_trial


def read(values, on, **options):
    rows = {
        "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(len(values))],
        "pain": values,
        "drug": on,
    }
    names = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0}
    return diary_of(rows, **{**names, "worse": "higher", "range": (0, 10), **options}).series


EXAMPLES = Path(__file__).parents[3] / "examples"
BASELINE = [7, 6, 8, 7, 6, 7, 8, 7, 6, 7]
STEP = read([*BASELINE, 3, 2, 3, 4, 2, 3, 3, 2, 4, 3], [0] * 10 + [1] * 10, mcid=1)


@pytest.fixture(scope="module")
def trial():
    return analyse_series(series_of(synthetic_trial(2025)))


def test_an_analysis_repeats_itself_to_the_last_bit(trial):
    again = analyse_series(series_of(synthetic_trial(2025)))
    assert again.effect.by_prior == trial.effect.by_prior
    assert again.sensitivity == trial.sensitivity
    assert again.diagnostics == trial.diagnostics


def test_a_trial_has_an_effect_runs_a_test_and_numbers_by_condition(trial):
    assert (trial.n, trial.letters, trial.reason) == (103, "BABABA", "")
    # four pairs: 2 of 16 orders are as extreme as this one
    assert (trial.randomisation.test.p, trial.randomisation.test.allowed) == (0.125, 16)
    assert trial.diagnostics.n == (48, 55)
    assert trial.diagnostics.missing == (8 / 56, 1 / 56)
    assert trial.diagnostics.baseline is None
    assert trial.diagnostics.mass_before_start is None
    assert all(0 < one < n for one, n in zip(trial.diagnostics.n_eff, (48, 55), strict=True))


def test_trends_inside_phases_have_indices_only_where_there_is_one_switch(trial):
    assert "tau_u_trend_a_parker" not in trial.indices
    found = analyse_series(STEP).indices
    # the worst day on treatment, 4, is better than the best before, 6
    assert (found["nap"].value, found["pnd"].value) == (1, 1)
    assert found["percent_change"].value == pytest.approx(100 * (6.9 - 2.9) / 6.9)
    assert {"tau_u_trend_a_parker", "baseline_corrected_tau_tarlow", "piecewise_level"} <= set(
        found
    )


def test_an_index_that_the_values_do_not_allow_is_left_out():
    found = analyse_series(read([7, 6, 3, 4, 5], [0, 0, 1, 1, 1])).indices
    assert "smd_baseline" not in found
    assert "nap" in found


def test_a_sudden_change_at_the_start_has_its_place_there():
    effect = compare(STEP)
    mass = change_point(STEP, effect)
    assert mass.sum() == pytest.approx(1)
    assert int(np.argmax(mass)) == 10
    found = diagnostics(STEP, effect)
    assert found.mass_before_start < 0.05
    assert found.onset_days == 0.75  # from the morning of the first dose to that evening


def test_a_change_three_days_before_the_start_is_seen_before_it():
    early = read([*BASELINE, 3, 2, 3, 4, 2, 3, 3, 2, 4, 3], [0] * 13 + [1] * 7, mcid=1)
    found = diagnostics(early, compare(early))
    assert found.mass_before_start > 0.8
    assert found.onset_days == 0


def test_a_baseline_that_improves_explains_its_part():
    falling = [9, 8.6, 8.4, 7.9, 7.5, 7.2, 6.6, 6.4, 6, 5.5]
    found = diagnostics(
        *with_effect(read([*falling, *(v - 4 for v in falling)], [0] * 10 + [1] * 10))
    )
    assert found.baseline.p_improving > 0.99
    # about .39 a day over ten days, of a difference of 4
    assert found.baseline.share_of_change == pytest.approx(0.97, abs=0.05)


def with_effect(series):
    return series, compare(series)


def test_numbers_of_the_baseline_by_hand():
    told = replace(
        STEP, history=(5.0, 6.0, 7.0), guesses=tuple(Guess(0, "on", True) for _ in "123")
    )
    found = diagnostics(*with_effect(told))
    # median 7: 5.25 to 8.75 is near; the last three, 7 6 7, against mean 6 and SD 1
    assert found.near_median == 1
    assert found.z_vs_history == pytest.approx(20 / 3 - 6)
    # three right of three, from an even prior: 1 - .5 ** 4
    assert found.p_guess_above_chance == pytest.approx(1 - 0.5**4)
    assert (found.at_bounds.floor, found.at_bounds.ceiling) == (0, 0)
    assert found.detectable[0.99] > found.detectable[0.95] > 0
    assert diagnostics(*with_effect(STEP)).z_vs_history is None


def test_effective_n_is_that_of_an_ar1_series():
    effect = compare(STEP)
    texture = Texture.of(effect)
    where = ~STEP.on
    rho = np.exp(-np.abs(np.subtract.outer(range(10), range(10))) / texture.l_f)
    share = texture.s_f**2 / (texture.s_f**2 + texture.s_e**2)
    r = share * rho + (1 - share) * np.eye(10)
    assert effective_n(STEP, effect, where) == pytest.approx(np.linalg.inv(r).sum())


def test_where_nothing_is_missing_there_is_no_tipping_point():
    assert analyse_series(STEP).sensitivity.tipping is None
    assert analyse_series(series_of(synthetic_trial(2025))).sensitivity.tipping == inf


def test_a_published_summary_has_a_reason_and_no_number():
    found = analyse_series(series_of(read_course(EXAMPLES / "moser-2025.toml")))
    assert (found.effect, found.sensitivity, dict(found.indices)) == (None, None, {})
    assert found.reason == found.randomisation.reason == ONLY_SUMMARIES


def test_a_baseline_on_an_exact_line_gives_no_probability_of_its_slope():
    series = read([9, 8, 7, 6, 3, 4, 2, 3], [0] * 4 + [1] * 4)
    assert diagnostics(*with_effect(series)).baseline is None


def test_without_a_range_and_on_uneven_days_bounds_and_autocorrelation_have_no_meaning():
    series = replace(STEP, days=STEP.days**1.1, known=replace(STEP.known, scale_range=None))
    found = diagnostics(*with_effect(series))
    assert (found.at_bounds, found.autocorrelation) == (None, None)
    assert "percent_change" not in analyse_series(series).indices


def test_single_days_are_too_short_for_an_autocorrelation_within_periods():
    series = read([7, 3, 6, 4, 8, 4], [0, 1, 0, 1, 0, 1], randomised=True)
    assert diagnostics(*with_effect(series)).autocorrelation is None
