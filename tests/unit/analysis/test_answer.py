"""From a course to its claim: the three examples, and courses that allow no number."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.course import read_course
from caseline.errors import DesignError
from tests.courses import course_from, dosed, total

EXAMPLES = Path(__file__).parents[3] / "examples"
PAIN = "pain-nrs.average"


@cache
def answer(name, outcome=None):
    return analyse(read_course(EXAMPLES / f"{name}.toml"), outcome)


def ids(found):
    return {threat.id for threat in found.claim.threats}


def test_a_published_summary_gets_no_number_and_says_why():
    found = answer("moser-2025", "pain-nrs-100.average")
    told = as_json(found, "en")

    assert (found.claim.package.name, found.claim.drug.name) == ("C1", "C1")
    assert told["effect"] is None
    assert "no probability can be worked out" in told["effect_reason"]
    assert told["verdict"] is None
    assert told["verdict_refused"] == "published summary"
    assert told["randomisation_test"] is None
    assert (told["sensitivity"], told["indices"]) == ([], {})
    assert {"T01", "T02", "T03", "T08", "T09", "T10", "T11", "T18", "T19", "T20", "T21"} <= ids(
        found
    )


def test_an_open_diary_cannot_rise_above_compatible():
    found = answer("synthetic-diary")

    assert (found.claim.package.name, found.claim.drug.name) == ("C1", "C1")
    assert found.claim.verdict.bar == 0.99
    assert {"T02", "T03", "T11"} <= ids(found)
    assert found.test is None


def test_a_blinded_trial_has_an_exact_test_whose_smallest_p_is_that_of_four_pairs():
    told = as_json(answer("synthetic-trial"), "en")["randomisation_test"]

    assert (told["allowed"], told["smallest_p"], told["exact"]) == (16, 0.125, True)


def test_guesses_that_beat_chance_cap_the_drug_at_the_open_level():
    found = answer("synthetic-trial")

    assert "T04" in ids(found)
    assert found.claim.drug < found.claim.package


@pytest.mark.parametrize("name", ["moser-2025", "synthetic-diary", "synthetic-trial"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_data_holds_what_programs_rely_on(name, lang):
    told = as_json(answer(name), lang)
    keys = "schema outcome n design effect verdict claim threats sensitivity randomisation_test"

    assert set(f"{keys} indices answer".split()) <= set(told)
    assert set(told["design"]) == {"label", "n_switches", "randomised", "blinded"}
    assert set(told["answer"]) == {"patient", "clinician"}
    json.dumps(told, allow_nan=False)


def test_the_effect_is_given_under_each_prior_and_as_both_contrasts():
    told = as_json(answer("synthetic-trial"), "en")
    found = {(one["prior"], one["estimand"]): one for one in told["effects"]}

    assert set(found) == {
        (prior, estimand)
        for prior in ("neutral", "sceptical", "hopeful")
        for estimand in ("steady", "period")
    }
    assert found["neutral", "steady"]["mean"] == told["effect"]["mean"]
    assert found["sceptical", "steady"]["mean"] < found["hopeful", "steady"]["mean"]


def test_good_days_are_told_to_both_readers():
    told = as_json(answer("synthetic-trial"), "en")
    on, off = (round(100 * told["good_days"][side]) for side in ("on", "off"))

    assert 0 < off < on < 100
    assert (
        f"about {on} of 100 days on it are good, and {off} of 100 off it"
        in (told["answer"]["patient"])
    )
    assert f"{on}\u00a0% on treatment, {off}\u00a0% off it" in told["answer"]["clinician"]


def test_base_rates_stand_beside_the_result_with_their_sources():
    told = as_json(answer("synthetic-trial"), "en")["context"]

    assert told[0].startswith("On placebo, 30.8 in 100 people")
    assert "Häuser et al. 2011" in told[0]
    assert told[-1].startswith("These numbers are about other people.")


def test_probabilities_of_larger_gains_fall():
    curve = as_json(answer("synthetic-trial"), "en")["effect"]["p_at_least"]
    chances = [one["probability"] for one in curve]

    assert chances == sorted(chances, reverse=True)


def test_the_same_course_gives_the_same_answer_to_the_last_bit():
    course = read_course(EXAMPLES / "synthetic-trial.toml")

    assert as_json(analyse(course), "en") == as_json(analyse(course), "en")


def test_too_few_values_are_not_assessable_and_get_no_number():
    course = course_from(
        dosed(("2025-02-01", 4.5)) + total("2025-01-06", PAIN, 6) + total("2025-03-06", PAIN, 4)
    )
    told = as_json(analyse(course), "en")

    assert told["effect"] is None
    assert told["effect_reason"]
    assert told["claim"] == {"package": "C0", "drug": "C0"}


def weeks(begin, values):
    first = date.fromisoformat(begin)
    days = [first + timedelta(days=2 * n) for n in range(len(values))]
    return "".join(total(day, PAIN, value) for day, value in zip(days, values, strict=True))


OFF = weeks("2025-01-06", [7, 8, 7, 6, 7, 8])
ON = weeks("2025-02-03", [5, 4, 5, 4, 3])


def test_a_pause_without_a_reading_counts_as_a_phase_worth_nothing():
    doses = dosed(("2025-01-20", 4.5), ("2025-02-17", 0), ("2025-02-24", 4.5))
    found = analyse(course_from(doses + OFF + ON + weeks("2025-03-03", [5, 3, 4, 4])))

    assert [one.letter for one in found.features.points] == ["A", "B", "A", "B"]
    assert [one.n for one in found.features.points] == [6, 5, 0, 4]
    assert [one.n_eff > 0 for one in found.features.points] == [True, True, False, True]


def test_report_and_analysis_tell_the_same_design_and_an_empty_last_phase_lifts_nothing():
    doses = dosed(("2025-01-20", 4.5), ("2025-06-02", 0))
    found = analyse(course_from(doses + OFF + ON))

    assert as_json(found, "en")["design"]["label"] == "AB"
    assert found.features.design.n_switches == 1
    assert [one.n for one in found.features.points] == [6, 5, 0]
    assert found.claim.package.name == "C1"


def test_in_drawn_periods_each_condition_has_the_worth_of_its_own_readings():
    doses = dosed(("2025-01-20", 4.5), ("2025-03-03", 0)).replace(
        "amount = 0", "amount = 0, placebo = true"
    )
    order = '[allocation]\norder = "randomised"\n'
    text = doses + order + OFF + ON + weeks("2025-03-10", [7, 6, 7, 8, 7, 7, 6, 8, 7])
    placebo, drug = analyse(course_from(text)).features.points

    assert (placebo.letter, placebo.n, drug.letter, drug.n) == ("A", 9, "B", 5)
    assert placebo.n_eff > drug.n_eff


def test_two_readings_of_the_day_on_which_it_began_stand_on_both_sides():
    told = total("2025-01-20", PAIN, 7).replace("totals", 'condition = "before treatment"\ntotals')
    on_the_day = told + total("2025-01-20", PAIN, 6)
    found = analyse(course_from(dosed(("2025-01-20", 4.5)) + OFF + on_the_day + ON))

    assert [one.n for one in found.features.points] == [7, 6]
    assert found.analysis.effect is not None


def test_an_outcome_that_is_not_there_is_refused():
    with pytest.raises(DesignError, match=r"the course has no outcome 'fiq\.total'"):
        analyse(read_course(EXAMPLES / "moser-2025.toml"), "fiq.total")
