"""Every other way to look at the leading outcome, also where it does not apply."""

import pytest

from caseline.reports.content import content

pytestmark = pytest.mark.extra


def rows(report):
    return {
        one[0]: one[1:] for table in content(report).tables if table.id == "sensitivity"
        for one in table.rows
    }  # fmt: skip


def test_each_run_has_its_row(report):
    made = report("synthetic-trial")
    found = rows(made)

    assert len(found) == len(made.rated.found.analysis.sensitivity.runs)
    assert found["means of pairs of periods"] == ("2.76", "0.61 to 4.9", "0.987")
    assert found["by the drawn order alone"][1] == "no end of its interval can be given"


def test_a_run_that_does_not_apply_says_why(report):
    assert rows(report("synthetic-diary"))["by the drawn order alone"] == (
        "–",
        "the order was not randomised",
        "–",
    )
    assert rows(report("synthetic-diary", "de"))["nur nach der Losreihenfolge"][1] == (
        "die Reihenfolge wurde nicht gelost"
    )


def test_without_an_effect_there_are_none(report):
    assert rows(report("moser-2025")) == {}
