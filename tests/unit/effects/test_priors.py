"""Priors in the place of the defaults: which, in what numbers, and what becomes of the answer."""

from datetime import date, timedelta
from types import MappingProxyType

import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.analysis.notes import notes
from caseline.effects.priors import default_priors_of, named, numbers_of, priors_of, with_priors
from caseline.effects.table import diary_of
from caseline.errors import DesignError

PAIN = [6, 7, 5, 8, 6, 7, 3, 4, 2, 4, 3, 3]
NAMES = {"date": "date", "value": "pain", "condition": "drug", "baseline": 0, "worse": "higher"}


def table(pain=PAIN):
    on = [place >= len(pain) // 2 for place in range(len(pain))]
    days = [date(2025, 3, 1) + timedelta(days=place) for place in range(len(pain))]
    return {"date": days, "pain": pain, "drug": [int(one) for one in on]}


def series(**options):
    return diary_of(table(), **NAMES, range=(0, 10), **options).series


def answer(**options):
    return analyse(table(), **NAMES, range=(0, 10), mcid=1, **options)


@pytest.mark.parametrize("name", named(default_priors_of(series(mcid=1))))
def test_each_prior_may_be_replaced_alone_and_keeps_its_family(name):
    given = series(mcid=1)
    before = named(default_priors_of(given))
    numbers = [1.25 * number + 0.5 for number in numbers_of(before[name]).values()]

    after = named(priors_of(with_priors(given, MappingProxyType({name: numbers}))))

    assert type(after[name]) is type(before[name])
    assert list(numbers_of(after[name]).values()) == numbers
    assert {key for key, one in after.items() if one != before[key]} == {name}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"tau": (3, 0.5)}, "there is no prior 'tau'; there are level, effect.neutral,"),
        ({"tau_on": (3,)}, "'tau_on' takes as numbers median and sd_log; found 1"),
        ({"s_f": (1, 2)}, "'s_f' takes as numbers sd; found 2"),
        ({"tau_on": (0, 0.5)}, "the median of the prior 'tau_on' must be a number above 0"),
        ({"level": (4, -1)}, "the sd of the prior 'level' must be a number above 0"),
        ({"level": (float("nan"), 1)}, "the mean of the prior 'level' must be a number$"),
    ],
)
def test_what_is_no_prior_is_refused(given, sentence):
    with pytest.raises(DesignError, match=sentence):
        answer(priors=given)


def test_a_mean_may_be_below_nothing():
    found = answer(priors={"effect.neutral": (-1, 0.2)})

    assert found.analysis.effect.verdict.mean < 0 < answer().analysis.effect.verdict.mean


def test_a_prior_that_turns_the_answer_shows_itself_beside_the_defaults():
    usual, given = answer(), answer(priors={"effect.neutral": (0, 0.1)})
    runs = {run.name: run for run in given.analysis.sensitivity.runs}

    assert "default priors" not in {run.name for run in usual.analysis.sensitivity.runs}
    again = runs["default priors"].summary
    assert again.mean == pytest.approx(usual.analysis.effect.verdict.mean, abs=0.05)
    assert given.claim.verdict.code != usual.claim.verdict.code
    assert "T23" in {threat.id for threat in given.claim.threats}


@pytest.mark.parametrize(
    ("lang", "line", "reason"),
    [
        ("en", "Priors given in the place of the defaults: tau_on.", "given in the place of"),
        ("de", "Anstelle der üblichen Vorannahmen angegeben: tau_on.", "anstelle der üblichen"),
    ],
)
def test_the_answer_names_the_priors_that_were_given(lang, line, reason):
    found = answer(priors={"tau_on": (3, 0.5)})
    told = {one["name"]: one for one in as_json(found, lang)["priors"]}

    assert line in notes(found, lang)
    assert line not in notes(answer(), lang)
    assert (told["tau_on"]["median"], told["tau_on"]["sd_log"]) == (3, 0.5)
    assert told["tau_on"]["reason"].startswith(reason)
