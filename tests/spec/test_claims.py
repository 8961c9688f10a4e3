"""Eighteen courses and what may be claimed of each."""

from pathlib import Path

import pytest

from caseline.claims import Posterior, RandomisationTest, features_of, judge, patient_text
from caseline.claims.clinician import clinician_lines
from caseline.course.read import read_course
from tests.unit.claims.made import cases, off_record

CASES = cases()
PUBLISHED = Path(__file__).parents[2] / "examples" / "moser-2025.toml"


def posterior(case):
    return Posterior(mean=1.5, low=0.2, high=2.8, **case.entries["posterior"])


def judged(case):
    return judge(case.features, posterior(case))


def test_there_are_eighteen():
    assert {1, *(case.entries["number"] for case in CASES)} == set(range(1, 19))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_levels_are_those_of_the_specification(case):
    claim, expect = judged(case), case.entries["expect"]

    assert (claim.package.name, claim.drug.name) == (expect["package"], expect["drug"])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_is_that_of_the_specification(case):
    claim, expect = judged(case), case.entries["expect"]

    assert (claim.verdict and claim.verdict.code) == expect.get("verdict")
    assert claim.refused == expect.get("refused")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_exactly_these_threats_fire(case):
    assert [one.id for one in judged(case).threats] == case.entries["expect"]["threats"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_taking_one_feature_off_the_record_raises_no_level(case):
    before = judge(case.features)
    paths = 0
    for path, changed in off_record(case.features):
        after = judge(changed)
        assert (after.package <= before.package, after.drug <= before.drug) == (True, True), path
        paths += 1

    assert paths > 50


# 1: the published case.

THREATS = ["T01", "T02", "T03", "T05", "T08", "T09", "T10", "T11", "T18", "T19", "T20", "T21"]
OUTCOMES = ["fiqr.total", "pain-nrs-100.average", "pain-nrs-100.worst", "fsq.sss", "phq4.total"]


@pytest.fixture
def published():
    course = read_course(PUBLISHED)
    return {outcome: features_of(course, outcome) for outcome in OUTCOMES}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_published_case_is_compatible_and_no_more(published, outcome):
    claim = judge(published[outcome])

    assert (claim.package.name, claim.drug.name) == ("C1", "C1")


def test_the_threats_to_the_published_case_are_these(published):
    claim = judge(published["fiqr.total"])

    assert [one.id for one in claim.threats] == THREATS
    assert claim.unassessed == ("T06", "T07", "T13", "T14", "T15", "T16", "T17", "T23")


def test_a_published_summary_gets_no_verdict_even_where_somebody_brings_a_probability(published):
    claim = judge(published["fiqr.total"], Posterior(35, 30, 40, 0.999, 0.99, 0.0))

    assert claim.verdict is None
    assert claim.refused == "published summary"


def test_the_published_case_changed_by_more_than_the_error_of_two_scales_and_not_of_the_third(
    published,
):
    changed = {outcome: judge(found).changed for outcome, found in published.items()}

    assert changed["fiqr.total"] == "better"
    assert changed["pain-nrs-100.average"] == "better"
    assert changed["phq4.total"] == "not shown"


def test_the_patient_of_the_published_case_reads_why_there_is_no_percentage(published):
    found = published["fiqr.total"]
    text = patient_text(judge(found), found, None, "en")

    assert text.size == ""
    assert "We cannot give you a number for how likely it was the treatment." in text.text
    assert text.fooled[:3] == (
        "In studies of this illness, about 31 in 100 people on dummy pills had at least 30\u00a0% "
        "less pain.",
        "Over some years, about 24 in 100 people with this illness get clearly better, whatever "
        "they take.",
        "It is not on record what else changed in that time.",
    )


def test_the_clinician_of_the_published_case_reads_both_levels_and_every_threat(published):
    found = published["fiqr.total"]
    lines = clinician_lines(judge(found), found, None, "en")

    assert lines[0] == (
        "Design: order not on record, 1 switch, no randomised pairs, blinding of the patient not "
        "on record. OCEBM level for benefit: 4."
    )
    assert sum(line.startswith("T") for line in lines) == len(THREATS)
    assert any("(C1): the course is compatible with benefit" in line for line in lines)


# What the text of the specification adds to its table.


def test_the_randomisation_test_overrules_a_benefit_that_it_could_have_shown():
    case = next(case for case in CASES if case.entries["number"] == 6)
    test = RandomisationTest(p=0.2, smallest_p=0.03)
    claim = judge(case.features, posterior(case), test)

    assert (claim.verdict.code, claim.verdict.model) == ("S0", "S+2")


def test_the_randomisation_test_is_not_heeded_where_it_could_show_nothing():
    case = next(case for case in CASES if case.entries["number"] == 6)
    test = RandomisationTest(p=0.2, smallest_p=0.125)

    assert judge(case.features, posterior(case), test).verdict.code == "S+2"
