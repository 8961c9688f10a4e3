"""Every other way to look at the leading outcome, also where it does not apply."""

from dataclasses import replace

import pytest

from caseline.effects.sensitivity import sensitivity
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


def test_the_other_observation_model_is_called_what_it_is(report):
    made = report("synthetic-trial")
    found = made.rated.found
    steps = replace(found.analysis.effect.choice, model="cumulative probit")
    effect = replace(found.analysis.effect, choice=steps)
    analysis = replace(
        found.analysis,
        sensitivity=sensitivity(found.analysis.series, effect, found.analysis.randomisation),
    )
    turned = replace(made, rated=replace(made.rated, found=replace(found, analysis=analysis)))

    assert "scale taken as steps" in rows(made)
    assert "scale taken as points" in rows(turned)


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
