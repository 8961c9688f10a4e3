"""nlme's gls, on the synthetic series: corAR1 on session numbers and corCAR1 on days."""

import numpy as np
import pytest

from caseline.stats.gls import averaged, reml
from tests.oracle.stored import SERIES, answers, by_name

# nlme stops its search for rho where the likelihood changes little: 4e-6 standard errors at most
OPTIMISED = 1e-5
AR1, CAR1, TREND = "GLS.AR1.REML", "GLS.CAR1.REML", "GLS.AR1.REML+trend"
STUCK = "ab17_n26_monthly_ldn_like"  # corCAR1 with gaps of 30 days stays at its start, phi = .2


def with_rho_of_0_or_more(analysis):
    """Negative rho is none of an Ornstein-Uhlenbeck process, so there is no counterpart here."""
    return [(series, one) for series, one in answers("nlme", analysis) if one["rho"] >= 0]


def columns(series, *, trend=False):
    treated = np.array(series.treatment) == "B"
    regressors = [np.ones(len(treated)), treated]
    return np.column_stack([*regressors, series.t] if trend else regressors)


def agrees(found, answer):
    assert found.coefficients[1] == pytest.approx(answer["est"], abs=OPTIMISED * answer["se"])
    assert found.errors[1] == pytest.approx(answer["se"], rel=OPTIMISED)


@pytest.mark.parametrize(("series", "answer"), with_rho_of_0_or_more(AR1), ids=by_name)
def test_reml_on_session_numbers_is_nlmes_corar1(series, answer):
    found = reml(series.session, series.with_gaps, columns(series))
    agrees(found, answer)
    assert found.rho == pytest.approx(answer["rho"], abs=OPTIMISED)


@pytest.mark.parametrize(("series", "answer"), with_rho_of_0_or_more(TREND), ids=by_name)
def test_reml_with_a_trend_is_nlmes(series, answer):
    agrees(reml(series.session, series.with_gaps, columns(series, trend=True)), answer)


@pytest.mark.parametrize(
    ("series", "answer"),
    [pair for pair in with_rho_of_0_or_more(CAR1) if pair[0].name != STUCK],
    ids=by_name,
)
def test_reml_on_days_is_nlmes_corcar1(series, answer):
    found = reml(series.t, series.with_gaps, columns(series))
    agrees(found, answer)
    assert found.rho ** (1 / found.step) == pytest.approx(answer["rho"], abs=OPTIMISED)


def test_where_nlme_stays_at_its_starting_value_its_own_answer_on_sessions_is_ours():
    series = SERIES[STUCK]
    (stuck,) = [one for found, one in answers("nlme", CAR1) if found.name == STUCK]
    assert stuck["rho"] == pytest.approx(0.2, abs=1e-9)
    by_session = {one.name: answer for one, answer in answers("nlme", AR1)}[STUCK]
    assert reml(series.session, series.with_gaps, columns(series)).rho == pytest.approx(
        by_session["rho"], abs=OPTIMISED
    )


def test_where_reml_runs_to_rho_of_one_and_turns_the_sign_the_average_keeps_it():
    # the true level change is 0, the baseline improves; ML gives -1.49, REML +0.55
    series = SERIES["ab09_n30_baseline_trend"]
    assert reml(series.t, series.y, columns(series)).rho > 0.999
    assert reml(series.t, series.y, columns(series)).coefficients[1] > 0.5
    assert averaged(series.t, series.y, columns(series), of=1).mean < -0.5
