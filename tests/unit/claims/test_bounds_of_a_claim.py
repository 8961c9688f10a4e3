"""Where a comparison does not reach: against placebo, without a time before, without a rater."""

from dataclasses import replace

import pytest

from caseline.claims import Posterior, judge
from caseline.claims.clinician import clinician_lines
from caseline.claims.fragile import Run, flips
from caseline.claims.level import Level
from caseline.claims.verdict import verdict
from caseline.record import NOT_ON_RECORD
from tests.unit.claims.made import cases

BLINDED = next(case for case in cases() if case.entries["number"] == 6).features
SAME = Posterior(0.1, -0.6, 0.8, p_better=0.6, p_matters=0.01, p_negligible=0.97)
WORSE = Posterior(-1.5, -2.5, -0.5, p_better=0.001, p_matters=0.0, p_negligible=0.1)
BETTER = Posterior(1.5, 0.5, 2.5, p_better=0.999, p_matters=0.97, p_negligible=0.03)


def masked(patient):
    return replace(BLINDED, blinding=replace(BLINDED.blinding, patient=patient))


@pytest.mark.parametrize("posterior", [SAME, WORSE], ids=["no difference", "worse"])
def test_a_drug_no_better_than_placebo_tells_nothing_of_the_package(posterior):
    found = judge(BLINDED, posterior)

    assert (found.package, found.drug) == (Level.C1, Level.C4)


def test_a_drug_better_than_placebo_makes_the_package_worth_at_least_as_much():
    assert judge(BLINDED, BETTER).package == Level.C4


@pytest.mark.parametrize(
    ("patient", "package"), [("open", Level.C4), (NOT_ON_RECORD, Level.C1)], ids=str
)
def test_only_where_the_patient_knew_it_tells_of_the_package(patient, package):
    assert judge(masked(patient), SAME).package == package


def test_an_unblinded_rater_is_named_where_it_holds_the_drug_down():
    blinding = replace(BLINDED.blinding, rater=NOT_ON_RECORD)
    instrument = replace(BLINDED.instrument, reported_by=NOT_ON_RECORD)
    unknown = replace(BLINDED, blinding=blinding, instrument=instrument)
    found = judge(unknown, BETTER)

    assert found.drug == Level.C2
    assert [(one.id, one.reason) for one in found.threats if one.id == "T04"] == [("T04", "rater")]
    for lang in ("en", "de"):
        assert any(line.startswith("T04") for line in clinician_lines(found, unknown, BETTER, lang))


def test_a_time_after_the_treatment_is_no_time_before_it():
    a, b = BLINDED.points[0], BLINDED.points[1]
    design = replace(BLINDED.design, order="fixed")
    found = judge(replace(BLINDED, design=design, points=(b, a)), BETTER)

    assert (found.package, found.drug, found.refused) == (Level.C0, Level.C0, "not assessable")
    assert "from before the treatment" in " ".join(
        clinician_lines(found, replace(BLINDED, design=design, points=(b, a)), BETTER, "en")
    )


def test_where_lot_put_the_treatment_first_nothing_is_lacking():
    found = judge(replace(BLINDED, points=BLINDED.points[::-1]), BETTER)

    assert found.refused is None


def test_the_bar_that_is_told_is_that_of_the_verdict():
    found = verdict(SAME, masked("open"), several_chances=False)

    assert (found.code, found.own_bar, found.bar) == ("S=", 0.95, 0.99)
    assert verdict(BETTER, BLINDED, several_chances=False).own_bar == 0.95


def test_a_randomisation_test_cannot_say_that_a_gain_is_too_small_to_matter():
    test = Run("randomisation test", "randomisation test", "S+1", 0.999)

    assert flips("S=", [test], n_pairs=20) == ()
    assert flips("S=", [replace(test, code="S-")], n_pairs=20) == ("randomisation test",)
    assert flips("S=", [replace(test, kind="model")], n_pairs=20) == ("randomisation test",)
