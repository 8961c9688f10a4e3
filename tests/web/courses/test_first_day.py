"""Which day is that of the first dose."""

from datetime import date

import pytest

pytestmark = pytest.mark.extra


@pytest.mark.parametrize(
    ("doses", "first"),
    [
        ([{"from": "2026-03", "amount": 0}], None),
        ([{"from": "2026-03-08", "amount": 3}, {"from": "2026-03-02", "amount": 1}], (2026, 3, 2)),
        ([{"from": "2026-03-02", "amount": 0}, {"from": "2026-03-08", "amount": 3}], (2026, 3, 8)),
        ([{"from": "2026-03-02", "amount": 0, "placebo": True}], (2026, 3, 2)),
        ([{"from": "2026-03", "amount": 3}, {"from": "2026-03-20", "amount": 4}], None),
    ],
    ids=["none", "the earliest", "a dose of 0 is none", "a placebo is one", "a month alone"],
)
def test_the_first_dose(course, enter, doses, first):
    from caseline_web.courses.first_day import first_dose
    from caseline_web.courses.store import entries

    enter(*(("dose", one) for one in doses))

    assert first_dose(entries(course, "dose")) == (date(*first) if first else None)
