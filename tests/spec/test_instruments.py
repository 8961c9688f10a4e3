"""Every worked case of every instrument, against the publication that it names."""

import pytest

from caseline.instruments.cases import read_cases
from caseline.instruments.catalogue import DATA, instruments
from caseline.scoring import Response, safety_flags, score

CASES = [
    pytest.param(one, case, id=f"{one.id}: {case.name}")
    for one in instruments()
    for case in read_cases(DATA / one.ref)
]


@pytest.mark.parametrize(("instrument", "case"), CASES)
def test_worked_case(instrument, case):
    response = Response(instrument, case.spelled_out(instrument), case.totals)

    scores = score(response)

    assert {name: scores[name].value for name in case.expect} == case.expect
    assert {name: scores[name].absent for name in case.absent} == case.absent
    assert {name: scores[name].low for name in case.low} == case.low
    assert {name: scores[name].high for name in case.high} == case.high
    assert safety_flags(response) == case.flags
    for path, label in case.bands.items():
        score_id, band_set = path.split(".")
        assert scores[score_id].band(band_set) == label


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.id)
def test_every_score_of_every_instrument_has_a_worked_case(instrument):
    cases = read_cases(DATA / instrument.ref)

    shown = {name for case in cases for name in (*case.expect, *case.absent)}

    assert shown >= {rule.id for rule in instrument.scores if len(rule.of) > 1 or rule.bands}
