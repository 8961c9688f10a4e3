"""Every worked case of every instrument, against the publication that it names."""

import pytest

from caseline.instruments.cases import read_cases
from caseline.instruments.catalogue import DATA, instruments
from caseline.scoring.worked import differences

CASES = [
    pytest.param(one, case, id=f"{one.id}: {case.name}")
    for one in instruments()
    for case in read_cases(DATA / one.ref)
]


@pytest.mark.parametrize(("instrument", "case"), CASES)
def test_worked_case(instrument, case):
    assert list(differences(instrument, case)) == []


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.id)
def test_every_score_of_every_instrument_has_a_worked_case(instrument):
    cases = read_cases(DATA / instrument.ref)

    shown = {name for case in cases for name in (*case.expect, *case.absent)}

    assert shown >= {rule.id for rule in instrument.scores if len(rule.of) > 1 or rule.bands}
