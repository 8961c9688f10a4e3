"""Ceilings, verdicts and how a claim comes together."""

import pytest

from caseline.claims import Posterior, Run, flips, judge
from caseline.claims.ceilings import ceiling, lacking
from caseline.claims.judge import combine
from caseline.claims.level import Level, Levels
from caseline.claims.rules import thresholds, version
from caseline.claims.threat import Threat
from caseline.claims.verdict import code
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
        {"change.complete_days": NR},
        {"change.complete_days": "not computable"},
        {"change.onset_days": 12},
        {"change.onset_days": NR},
        {"exposure.tau_on_days": 8},
        {"evidence.natural_improvement": NR},
        {"evidence.natural_improvement": "not computable"},
        {"evidence.cited_change": 0.06},
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


MOVED = ("gain_low", "gain_high", "over_mdc", "over_mdc_most")


@pytest.mark.parametrize(
    ("moved", "changed"),
    [
        ((1, 2, 1.1, 3), "better"),
        ((-2, -1, 1.1, 3), "worse"),
        ((1, 2, 0.5, 1.1), "borderline"),
        ((-2, -1, 1, 1), "not shown"),
        ((1, 2, 0.5, 0.9), "not shown"),
        ((1, 2, "not computable", "not computable"), "cannot tell"),
        ((1, 2, NR, NR), "cannot tell"),
    ],
)
def test_the_first_answer_knows_better_worse_borderline_and_unknown(moved, changed):
    values = dict(zip((f"change.{name}" for name in MOVED), moved, strict=True))

    assert judge(features("ab", values)).changed == changed


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"points": NR}, "phases"),
        ({"design.n_switches": NR}, "phases"),
        ({"points.0.letter": "B"}, "off"),
        ({"points.1.letter": "A"}, "on"),
        ({"design.n_switches": 0}, "switch"),
        ({"points.0.n": 2}, "few"),
        ({"points.0.n": NR}, "uncounted"),
        ({}, None),
    ],
)
def test_a_course_that_cannot_be_assessed_says_what_it_lacks(changed, what):
    assert lacking(features("ab", changed)) == what


# The rules.


def test_every_number_of_the_rules_has_a_source_and_says_what_kind():
    kinds = {"read", "to be checked", "own", "proposal"}

    assert all(one.source and one.tag in kinds for one in thresholds().values())
    assert len(thresholds()) > 40
    assert judge(features("ab")).rules == version() == "3"
