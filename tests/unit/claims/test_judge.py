"""Ceilings, verdicts and how a claim comes together."""

import pytest

from caseline.claims import Posterior, Run, flips, judge, patient_text, standing
from caseline.claims.ceilings import ceiling
from caseline.claims.clinician import clinician_lines
from caseline.claims.judge import combine
from caseline.claims.level import Level, Levels
from caseline.claims.rules import thresholds, version
from caseline.claims.threat import Threat
from caseline.claims.verdict import RandomisationTest, code
from tests.unit.claims.made import features

NR = "not on record"


@pytest.mark.parametrize(
    ("base", "changed", "package", "drug"),
    [
        ("ab", {}, "C1", "C1"),
        ("ab", {"design.n_switches": 0}, "C0", "C0"),
        ("ab", {"points.0.n": 2}, "C0", "C0"),
        ("ab", {"points.0.n": 2, "points.0.summary": True}, "C1", "C1"),
        ("ab", {"points.0.letter": "B"}, "C0", "C0"),
        ("ab", {"design.n_tiers": 3}, "C2", "C1"),
        ("ab", {"design.order": "randomised", "design.unit": "start date"}, "C2", "C1"),
        ("abab", {"design.n_switches": 2}, "C2", "C1"),
        ("abab", {}, "C3", "C2"),
        ("abab", {"points.3.n": 4}, "C2", "C1"),
        ("abab", {"points.3.n": 2}, "C1", "C1"),
        ("abab", {"points.3.summary": NR}, "C1", "C1"),
        ("trial", {"blinding.patient": "open"}, "C4", "C2"),
        ("trial", {"blinding.patient": "open", "design.n_pairs": 2}, "C3", "C2"),
        ("trial", {"design.n_pairs": 2}, "C3", "C3"),
        ("trial", {"design.n_pairs": 1, "design.n_switches": 1}, "C1", "C1"),
        ("trial", {"design.unit": NR}, "C3", "C2"),
        ("trial", {}, "C4", "C4"),
        ("trial", {"instrument.reported_by": "clinician", "blinding.rater": NR}, "C4", "C2"),
        ("trial", {"design.replicated": True}, "C5", "C5"),
        ("doses", {"design.replicated": True}, "C4", "C2"),
    ],
)
def test_the_design_sets_the_ceiling(base, changed, package, drug):
    found = ceiling(features(base, changed))

    assert (found.package.name, found.drug.name) == (package, drug)


def lowering(n):
    return [Threat(f"T{number:02}", "D") for number in range(n)]


@pytest.mark.parametrize(("n", "left"), [(0, "C4"), (1, "C3"), (2, "C2"), (5, "C2")])
def test_lowering_threats_take_away_two_levels_at_most(n, left):
    assert combine(Levels(Level.C4, Level.C4), lowering(n)).package.name == left


def test_what_can_be_assessed_stays_compatible_and_what_cannot_stays_nothing():
    assert combine(Levels(Level.C2, Level.C0), lowering(2)) == Levels(Level.C1, Level.C0)


DRAMATIC = {"change.over_mdc": 2.5, "evidence.natural_improvement": 0.01}


@pytest.mark.parametrize(
    "doubt",
    [
        {"baseline.trigger": "bad time"},
        {"change.mass_before_start": "not computable"},
        {"points.0.n": 7},
        {"baseline.fluctuation_days": 6.9},
        {"change.over_mcid": 1.0},
        {"change.complete_days": 13},
        {"exposure.tau_on_days": 8},
        {"evidence.natural_improvement": NR},
    ],
)
def test_the_dramatic_rule_wants_everything(doubt):
    assert judge(features("ab", DRAMATIC)).package is Level.C2
    assert judge(features("ab", {**DRAMATIC, **doubt})).package is Level.C1


@pytest.mark.parametrize(
    ("p_better", "p_matters", "p_negligible", "expected"),
    [
        (0.99, 0.95, 0.0, "S+2"),
        (0.99, 0.94, 0.0, "S+1"),
        (0.94, 0.5, 0.5, "S0"),
        (0.96, 0.02, 0.96, "S="),
        (0.5, 0.02, 0.96, "S="),
        (0.05, 0.0, 0.2, "S-"),
        (0.04, 0.0, 0.96, "S-"),
        (0.99, None, None, "S+1"),
        (0.5, None, None, "S0"),
    ],
)
def test_probabilities_earn_a_code(p_better, p_matters, p_negligible, expected):
    assert code(Posterior(1, 0, 2, p_better, p_matters, p_negligible), 0.95, 0.95) == expected


@pytest.mark.parametrize(
    ("base", "changed", "bar"),
    [
        ("trial", {}, 0.95),
        ("trial", {"blinding.patient": "open"}, 0.99),
        ("trial", {"outcomes.primary_prespecified": NR}, 0.99),
        ("trial", {"outcomes.n_reported": 2}, 0.99),
    ],
)
def test_open_designs_and_further_chances_raise_the_bar(base, changed, bar):
    assert judge(features(base, changed), Posterior(1, 0, 2, 0.5)).verdict.bar == bar


def test_an_open_design_does_not_raise_the_bar_for_no_difference():
    found = features("trial", {"blinding.patient": "open"})

    assert judge(found, Posterior(0, -0.2, 0.2, 0.5, 0.0, 0.96)).verdict.code == "S="


@pytest.mark.parametrize(
    ("before", "after", "p_better", "flipped"),
    [
        ("S+2", "S-", 0.1, True),
        ("S+2", "S=", 0.6, True),
        ("S+2", "S+1", 0.96, False),
        ("S+1", "S0", 0.89, True),
        ("S+1", "S0", 0.9, False),
        ("S-", "S0", 0.2, False),
        ("S-", "S+1", 0.99, True),
        ("S0", "S+1", 0.99, False),
    ],
)
def test_a_run_flips_the_verdict_or_not(before, after, p_better, flipped):
    runs = [Run("baseline trend", "model", after, p_better)]

    assert flips(before, runs, n_pairs=0) == (("baseline trend",) if flipped else ())


@pytest.mark.parametrize(
    ("kind", "fewest"),
    [("paired means", 6), ("randomisation test", 6), ("leave one block out", 4), ("model", 0)],
)
def test_some_runs_count_only_from_a_number_of_pairs(kind, fewest):
    runs = [Run("one", kind, "S-", 0.0)]

    assert flips("S+1", runs, n_pairs=fewest) == ("one",)
    assert flips("S+1", runs, n_pairs=fewest - 1) == (() if fewest else ("one",))


def test_pseudo_replication_refuses_the_analysis():
    claim = judge(features("trial", {"outcomes.pseudo_replicated": True}), Posterior(1, 0, 2, 0.99))

    assert (claim.package, claim.refused, claim.verdict) == (Level.C0, "pseudo-replication", None)


def test_without_an_estimate_there_is_no_verdict():
    assert judge(features("trial")).refused == "no estimate"


def test_a_change_that_nobody_can_measure_cannot_be_told():
    assert judge(features("ab", {"change.over_mdc": "not computable"})).changed == "cannot tell"


# Words.


def told(base, changed, posterior, lang="en"):
    found = features(base, changed)
    return patient_text(judge(found, posterior), found, posterior, lang)


def test_how_much_and_how_sure_in_the_patients_words():
    text = told("trial", {}, Posterior(1.54, -0.2, 3.1, 0.97, 0.8, 0.1))

    assert text.size == (
        "On the treatment you were about 1.5 points better. What you wrote down fits with "
        "anything from 0.2 points worse to 3.1 points better. The chance that you were better on "
        "it is about 97 out of 100. The chance that it was better by as much as you said would "
        "matter is about 80 out of 100."
    )


@pytest.mark.parametrize(
    ("posterior", "words"),
    [
        (Posterior(-1, -2, 0.01, 0.005), "about 1 point worse"),
        (Posterior(-1, -2, 0.01, 0.005), "less than 1 out of 100"),
        (Posterior(-1, -2, 0.01, 0.005), "to no change"),
        (Posterior(1, 0.5, 2, 0.995), "more than 99 out of 100"),
        (Posterior(0.2, 0.1, 0.3, 0.97, 0.0, 0.99), "a little better at most"),
    ],
)
def test_the_size_is_told_in_words(posterior, words):
    assert words in told("trial", {}, posterior).size


def test_no_verdict_of_difference_is_not_told_as_no_effect():
    text = told("trial", {}, Posterior(0.3, -1, 2, 0.6, 0.1, 0.7))

    assert "We cannot tell from this record if the treatment made a difference." in text.answer
    assert "Only a change of 1.2 points or more could have been seen" in text.answer


def test_a_detectable_effect_that_nobody_worked_out_is_said_to_be_so():
    text = told("trial", {"change.detectable": NR}, Posterior(0.3, -1, 2, 0.6))

    assert "Nobody has checked how small a change" in text.answer


def test_an_overruled_benefit_says_so_to_both_readers():
    found, posterior = features("trial"), Posterior(1, 0.1, 2, 0.97)
    test = RandomisationTest(p=0.2, smallest_p=0.03)
    claim = judge(found, posterior, test)

    assert "A test by chance alone" in patient_text(claim, found, posterior, "en").size
    assert any(
        "The model alone gives S+1; the randomisation test does not agree with it (p = 0.2, "
        "smallest possible 0.03)" in line
        for line in clinician_lines(claim, found, posterior, "en", test)
    )


def test_blinded_random_periods_answer_what_others_leave_open():
    assert told("trial", {}, Posterior(1, 0.1, 2, 0.97)).fooled == ()
    assert len(told("doses", {}, Posterior(1, 0.1, 2, 0.97)).fooled) == 3


@pytest.mark.parametrize(
    ("gain", "word"),
    [((1, 2), "benefit"), ((-2, -1), "harm"), ((-1, 1), "cannot tell")],
)
def test_without_a_verdict_the_recorded_change_points_the_way(gain, word):
    found = features("ab", {"change.gain_low": gain[0], "change.gain_high": gain[1]})

    assert word in patient_text(judge(found), found, None, "en").answer


@pytest.mark.parametrize(("lang", "first"), [("en", "On placebo, 30.8"), ("de", "Unter Placebo")])
def test_base_rates_are_told_with_their_source_and_as_context(lang, first):
    sentences = standing("Fibromyalgia", lang)

    assert sentences[0].startswith(first)
    assert "Häuser et al. 2011" in sentences[0]
    assert len(sentences) == 7


def test_no_condition_no_sentence():
    assert standing("gout", "en") == ()


# The rules.


def test_every_number_of_the_rules_has_a_source_and_says_what_kind():
    kinds = {"read", "to be checked", "own", "proposal"}

    assert all(one.source and one.tag in kinds for one in thresholds().values())
    assert len(thresholds()) > 40
    assert judge(features("ab")).rules == version() == "1"
