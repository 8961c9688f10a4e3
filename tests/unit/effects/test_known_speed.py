"""What is known of how fast a treatment acts goes with the substance and the dose."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from caseline.course import read_course
from caseline.effects.course_series import series_of
from caseline.record import NOT_ON_RECORD

TRIAL = read_course(Path(__file__).parents[3] / "examples" / "synthetic-trial.toml")


def known(**changed):
    treatment = replace(TRIAL.treatment, **changed)
    return series_of(replace(TRIAL, treatment=treatment)).known.treatment


@pytest.mark.parametrize(
    "name", ["low-dose naltrexone", "Naltrexon, niedrig dosiert", "LDN", "naltrexone, low dose"]
)
def test_the_substance_is_known_by_its_code_whatever_its_name_is(name):
    assert known(name=name) == "low-dose naltrexone"


def test_without_a_code_it_is_known_by_its_name_in_both_languages():
    for name in ("Naltrexone", "Naltrexon"):
        assert known(name=name, atc=NOT_ON_RECORD) == "low-dose naltrexone"
    assert known(name="LDN", atc=NOT_ON_RECORD) == "generic"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "melatonin", "atc": "N05CH01"},
        {"doses": tuple(replace(one, amount=Fraction(50)) for one in TRIAL.treatment.doses)},
        {"unit": "drops"},
    ],
    ids=["another substance", "the usual dose", "an unknown unit"],
)
def test_what_is_no_low_dose_of_it_is_not_taken_for_it(changed):
    assert known(**changed) == "generic"
