"""Each threat fires where it should, and says so with its number."""

import math

import pytest

from caseline.claims import threat_sentence
from caseline.claims.threats import fired, unassessed
from tests.unit.claims.made import features

NR = "not on record"
PHASE = "points.0."
TIPPING = "change.tipping_over_mcid"
UNPUBLISHED = {"evidence.natural_improvement": "not computable"}


def threat(base, changed, threat_id):
    """The threat of that id as (severity, reason), or None."""
    found = [one for one in fired(features(base, changed)) if one.id == threat_id]
    return (found[0].severity, found[0].reason) if found else None


# base, what is changed, the threat, severity and reason
FIRES = [
    ("ab", {}, "T01", ("C", "one")),
    ("abab", {"design.n_switches": 2}, "T01", ("C", "")),
    ("abab", {"design.n_switches": 3}, "T01", None),
    ("ab", {"design.n_switches": 0}, "T01", ("C", "none")),
    ("ab", {"design.n_switches": NR}, "T01", ("C", "missing")),
    ("ab", {}, "T02", ("C", "")),
    ("ab", {"design.order": NR}, "T02", ("C", "missing")),
    ("trial", {}, "T02", None),
    ("ab", {"instrument.reported_by": "clinician"}, "T03", None),
    ("ab", {"blinding.patient": NR}, "T03", ("C", "missing")),
    ("trial", {"blinding.patient": "broken"}, "T03", None),
    ("trial", {}, "T04", None),
    ("trial", {"blinding.patient": "broken"}, "T04", ("C", "broken")),
    ("trial", {"blinding.guesses": NR}, "T04", ("C", "missing")),
    ("trial", {"blinding.guesses.bang_active": 0.31}, "T04", ("C", "guesses_on")),
    ("trial", {"blinding.guesses.bang_active": 0.3}, "T04", None),
    ("trial", {"blinding.guesses.p_above_chance": 0.96}, "T04", ("C", "guesses")),
    (
        "trial",
        {"blinding.guesses.p_above_chance": 0.96, "blinding.guesses.bang_active": 0.31},
        "T04",
        ("C", "guesses"),
    ),
    ("trial", {"blinding.guesses.side_effects_reveal": True}, "T04", ("C", "side_effects")),
    ("trial", {"blinding.guesses.side_effects_reveal": NR}, "T04", ("C", "untold")),
    ("trial", {"blinding.guesses.bang_active": NR}, "T04", ("C", "missing")),
    ("ab", {"blinding.guesses": NR}, "T04", None),
    ("ab", {"baseline.trigger": "bad time"}, "T05", ("D", "")),
    ("ab", {"baseline.trigger": NR}, "T05", ("D", "missing")),
    ("ab", {"baseline.z_vs_history": 1.1}, "T05", ("D", "")),
    ("ab", {"baseline.z_vs_history": NR}, "T05", ("D", "unchecked")),
    ("ab", {"design.order": NR}, "T05", ("D", "chosen")),
    ("ab", {"baseline.z_vs_history": "not computable"}, "T05", ("N", "history")),
    ("ab", {"design.order": "response-guided"}, "T05", ("D", "")),
    ("ab", {"baseline.p_improving": 0.81, "baseline.share_of_change": 0.3}, "T06", ("D", "")),
    ("ab", {"baseline.p_improving": 0.81, "baseline.share_of_change": 0.8}, "T06", ("C", "")),
    ("ab", {"baseline.p_improving": 0.81, "baseline.share_of_change": 0.2}, "T06", None),
    ("ab", {"baseline.p_improving": NR}, "T06", None),
    ("ab", {"baseline.p_improving": 0.9, "baseline.share_of_change": NR}, "T06", ("C", "missing")),
    ("ab", {PHASE + "n": 0}, "T07", ("C", "none")),
    ("ab", {PHASE + "n": 1}, "T07", ("C", "one")),
    ("ab", {PHASE + "n": 2}, "T07", ("C", "")),
    ("ab", {PHASE + "n": NR}, "T07", ("C", "missing")),
    ("ab", {PHASE + "n": 4}, "T07", ("D", "few")),
    ("ab", {PHASE + "n": 5}, "T07", None),
    ("ab", {"baseline.fluctuation_days": 7}, "T07", ("D", "short")),
    ("ab", {"baseline.fluctuation_days": NR}, "T07", ("D", "missing")),
    ("ab", {PHASE + "summary": True}, "T07", None),
    ("ab", {"design.span_days": 61}, "T08", ("N", "")),
    ("ab", {"design.span_days": NR}, "T08", ("N", "missing")),
    ("abab", {"design.seasons_differ": True}, "T08", ("N", "season")),
    ("abab", {"design.seasons_differ": NR}, "T08", ("N", "missing")),
    ("abab", {}, "T08", None),
    ("abab", {"design.seasons_differ": True, "design.span_days": 45}, "T08", None),
    ("ab", {"evidence.natural_improvement": 0.04}, "T09", None),
    ("ab", {"evidence.natural_improvement": 0.05}, "T09", ("N", "")),
    ("ab", {"evidence.natural_improvement": NR}, "T09", ("N", "missing")),
    ("ab", {"evidence.natural_improvement": "not computable"}, "T09", None),
    ("ab", UNPUBLISHED, "T09", None),
    ("ab", {**UNPUBLISHED, "evidence.cited_change": 0.04}, "T09", None),
    ("ab", {**UNPUBLISHED, "evidence.cited_change": 0.05}, "T09", ("N", "cited")),
    ("ab", {**UNPUBLISHED, "evidence.cited_change": NR}, "T09", ("N", "missing")),
    ("ab", {"evidence.cited_change": 0.04}, "T09", ("N", "")),
    ("ab", {"instrument.reported_by": "clinician"}, "T10", None),
    ("ab", {"events.life_events": NR}, "T11", ("D", "missing")),
    ("ab", {"change.over_mdc": 0.9, "change.over_mdc_most": 0.9}, "T12", ("N", "")),
    ("ab", {"change.over_mdc": 0.9, "change.over_mdc_most": 1.1}, "T12", ("N", "borderline")),
    ("ab", {"change.over_mdc": 1.0, "change.over_mdc_most": 1.0}, "T12", ("N", "")),
    ("ab", {"change.over_mdc": NR}, "T12", ("N", "missing")),
    ("ab", {"instrument.same_mode": False}, "T13", ("C", "")),
    ("ab", {"instrument.same_language": NR}, "T13", ("C", "missing")),
    ("ab", {PHASE + "missing_share": 0.21}, "T14", ("D", "many")),
    ("ab", {PHASE + "missing_share": 0.11}, "T14", None),
    ("ab", {PHASE + "missing_share": 0.11, TIPPING: "not computable"}, "T14", ("D", "uneven")),
    ("ab", {PHASE + "missing_share": 0.11, TIPPING: NR}, "T14", ("D", "missing")),
    ("ab", {PHASE + "missing_share": 0.11, TIPPING: 0.9}, "T14", ("D", "")),
    ("ab", {PHASE + "missing_share": 0.1, TIPPING: "not computable"}, "T14", None),
    ("ab", {PHASE + "missing_share": 0.1}, "T14", None),
    ("ab", {PHASE + "missing_share": NR}, "T14", ("D", "missing")),
    ("ab", {TIPPING: 0.9}, "T14", ("D", "")),
    ("ab", {TIPPING: math.inf}, "T14", None),
    ("ab", {"points": NR}, "T14", ("D", "missing")),
    ("ab", {"instrument.at_bound": 0.16}, "T15", ("N", "")),
    ("ab", {"instrument.at_bound": NR}, "T15", ("N", "missing")),
    ("ab", {"change.mass_before_start": 0.21}, "T16", ("C", "before")),
    ("ab", {"change.mass_before_start": NR}, "T16", ("C", "missing")),
    ("ab", {"change.onset_days": 21}, "T16", ("D", "late")),
    ("ab", {"exposure.tau_on_days": NR}, "T16", ("D", "missing")),
    ("ab", {"design.period_days": 11}, "T17", ("D", "")),
    ("ab", {"change.residual": 0.21}, "T17", ("D", "")),
    ("ab", {"outcomes.n_reported": 2}, "T18", ("D", "several")),
    ("ab", {"outcomes.n_reported": NR}, "T18", ("D", "")),
    ("ab", {"outcomes.primary_prespecified": False}, "T18", ("D", "")),
    ("ab", {"outcomes.threshold_prespecified": False}, "T18", ("D", "threshold")),
    ("ab", {"outcomes.threshold_prespecified": NR}, "T18", ("D", "missing")),
    (
        "ab",
        {"outcomes.primary_prespecified": False, "outcomes.threshold_prespecified": False},
        "T18",
        ("D", ""),
    ),
    ("ab", {"outcomes.unplanned_looks": NR}, "T18", ("D", "looks")),
    ("ab", {"points.1.n": 1}, "T19", ("C", "")),
    ("ab", {"points.1.n": 0}, "T19", ("C", "none")),
    ("abab", {"points.3.n": 1}, "T19", ("C", "part")),
    ("ab", {"points.1.n": NR}, "T19", ("C", "missing")),
    ("ab", {"points.1.n": NR, "points.1.summary": True}, "T19", ("C", "summary")),
    ("ab", {"points": NR}, "T19", ("C", "missing")),
    ("ab", {"provenance.how": "published summary"}, "T20", ("C", "")),
    ("ab", {"provenance.chosen": "after a good result"}, "T20", ("C", "")),
    ("ab", {"provenance.chosen": NR}, "T20", ("C", "missing")),
    ("ab", {"provenance.how": "retrospective"}, "T20", None),
    ("ab", {"exposure.adherence_percent": 79}, "T21", ("D", "")),
    ("ab", {"exposure.adherence_percent": NR}, "T21", ("D", "missing")),
    ("ab", {"outcomes.pseudo_replicated": True}, "T22", ("C", "")),
    ("ab", {"outcomes.pseudo_replicated": NR}, "T22", ("C", "missing")),
    ("ab", {"change.flips": ["no slow term"]}, "T23", ("D", "")),
    ("ab", {"change.flips": NR}, "T23", ("D", "missing")),
    ("ab", {"change.flips": "not computable"}, "T23", None),
]


@pytest.mark.parametrize(("base", "changed", "threat_id", "expected"), FIRES)
def test_a_threat_fires_or_not(base, changed, threat_id, expected):
    assert threat(base, changed, threat_id) == expected


@pytest.mark.parametrize(("base", "changed", "threat_id", "expected"), FIRES)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_fires_has_a_sentence(lang, base, changed, threat_id, expected):
    sentences = [threat_sentence(one, lang) for one in fired(features(base, changed))]

    assert all(sentence and "{" not in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("after", "before", "tau", "near"),
    [
        ("not computable", 30, 4, True),
        ("not computable", 31, 4, False),
        (12, "not computable", 4, True),
        (13, "not computable", 4, False),
        (13, 400, NR, True),
        (13, 400, "not computable", True),
        (NR, NR, 4, True),
    ],
)
def test_something_else_counts_about_a_switch(after, before, tau, near):
    happening = {"what": "a new job", "after_days": after, "before_days": before}
    changed = {"events.life_events": [happening], "exposure.tau_on_days": tau}

    assert (threat("ab", changed, "T11") is not None) == near


def test_what_is_not_on_record_is_told_apart_from_what_was_recorded():
    unrecorded = {"blinding.guesses.side_effects_reveal": NR, "baseline.trigger": NR}

    assert [one.id for one in fired(features("trial", unrecorded)) if one.unrecorded] == [
        "T04",
        "T05",
    ]
    assert not any(one.unrecorded for one in fired(features("ab")))


def test_what_cannot_be_worked_out_is_named_and_does_not_count():
    changed = {"change.mass_before_start": "not computable"}

    assert threat("ab", changed, "T16") is None
    assert unassessed(features("ab", changed)) == ("T16",)
    assert unassessed(features("ab")) == ()
