"""From a table to its claim: the same answer as for the course, and no more than is stated."""

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import chain, combinations
from math import nan
from pathlib import Path

import polars as pl
import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.analysis.notes import notes
from caseline.claims.diary_features import ANSWERS
from caseline.course import read_course
from caseline.effects.diary import STATEMENTS
from caseline.errors import DesignError
from caseline.record import NOT_ON_RECORD
from tests.courses import course_from, dosed, total
from tests.diaries import diary, table_of

TRIAL = Path(__file__).parents[3] / "examples" / "synthetic-trial.toml"
PAIN = "pain-nrs.average"
OF_TRIAL = {
    "date": "date", "value": PAIN, "condition": "given", "baseline": "placebo", "worse": "higher",
    "range": (0, 10), "mcid": 1, "onset": 14, "offset": 7, "unit": "period", "randomised": True,
    "block": "pair", "blinded": ["patient", "clinician", "rater"], "guess": "guess",
    "diagnosis": "fibromyalgia",
}  # fmt: skip


@cache
def of_course():
    return analyse(read_course(TRIAL))


@cache
def of_table(*stated):
    frame = pl.DataFrame(table_of(read_course(TRIAL), PAIN))
    return analyse(frame, **OF_TRIAL, stated=stated)


def read(rows, **options):
    names = {"date": "date", "value": "mood", "condition": "melatonin", "baseline": 0}
    return analyse(rows, **{**names, "worse": "higher", **options})


def levels(found):
    return found.claim.package.name, found.claim.drug.name


def ids(found):
    return [threat.id for threat in found.claim.threats]


# A course and a table of the same data.


@pytest.mark.parametrize(
    "key",
    [
        "outcome", "n", "design", "effect", "effect_reason", "not_learnt", "verdict", "claim",
        "unassessed", "sensitivity", "randomisation_test", "randomisation_reason", "indices",
        "periods", "rules",
    ],
)  # fmt: skip
def test_a_course_and_the_table_of_its_data_with_the_same_facts_give_the_same_answer(key):
    table, course = (as_json(one, "en") for one in (of_table(*STATEMENTS), of_course()))

    assert table[key] == course[key]


def test_a_course_and_the_table_of_its_data_have_the_same_priors_but_for_their_reason():
    def numbers(found):
        return [
            {name: one for name, one in prior.items() if name != "reason"}
            for prior in as_json(found, "en")["priors"]
        ]

    assert numbers(of_table(*STATEMENTS)) == numbers(of_course())


def prior(found, name):
    (one,) = [one for one in as_json(found, "en")["priors"] if one["name"] == name]
    return one


def test_the_fluctuation_published_of_an_illness_is_the_prior_and_said_to_be():
    # 12.5 of 100 points, on a scale of 10
    known = prior(of_course(), "s_f")

    assert (known["family"], known["sd"]) == ("half-normal", 1.25)
    assert known["reason"].startswith("how much scores of this instrument move within a person")


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ({"diagnosis": "migraine"}, PAIN),  # nothing is published of it
        ({"diagnosis": None}, PAIN),
        ({"range": None}, PAIN),
        ({}, "mood"),  # the published number is of pain
    ],
)
def test_where_no_fluctuation_is_published_the_own_one_stands_in(table, value):
    rows = [{**row, value: row[PAIN]} for row in table_of(read_course(TRIAL), PAIN)]
    found = analyse(rows, **{**OF_TRIAL, "value": value, **table})

    assert prior(found, "s_f")["reason"].startswith("no fluctuation is known")


def test_an_illness_on_record_answers_what_is_known_of_others():
    without = analyse(table_of(read_course(TRIAL), PAIN), **{**OF_TRIAL, "diagnosis": None})

    told = {threat.id: threat.unrecorded for threat in of_table().claim.threats}
    untold = {threat.id: threat.unrecorded for threat in without.claim.threats}
    assert (told["T09"], untold["T09"]) == (False, True)
    asked = "The illness is not on record; --diagnosis may name it: T09, T10."
    assert asked in notes(without, "en")
    assert asked not in notes(of_table(), "en")


def test_with_the_same_facts_the_same_threats_fire_with_the_same_weight():
    table, course = of_table(*STATEMENTS).claim, of_course().claim

    assert [(one.id, one.severity) for one in table.threats] == [
        (one.id, one.severity) for one in course.threats
    ]
    assert table.changed == course.changed


def test_what_is_not_stated_is_not_on_record_and_caps_the_claim():
    found = of_table()

    assert levels(found) == ("C1", "C1")
    assert {"T05", "T11", "T13", "T18", "T20", "T21"} <= set(ids(found))
    assert found.claim.verdict.bar == 0.99  # for several chances


def test_the_effect_does_not_hang_on_what_is_stated():
    assert as_json(of_table(), "en")["effect"] == as_json(of_table(*STATEMENTS), "en")["effect"]


# What is stated.


def test_a_good_randomised_blinded_diary_with_all_that_it_needs_reaches_the_ceiling():
    assert levels(good(*STATEMENTS)) == ("C4", "C4")


@pytest.mark.parametrize("word", STATEMENTS)
def test_each_statement_answers_its_threats_and_no_level_rises_without_it(word):
    whole, without = good(*STATEMENTS), good(*(one for one in STATEMENTS if one != word))

    assert set(ANSWERS[word]).isdisjoint(ids(whole) if word != "unprompted" else [])
    assert set(ANSWERS[word]) <= set(ids(without))
    assert without.claim.package <= whole.claim.package
    assert without.claim.drug <= whole.claim.drug
    assert f"{word} (" in notes(without, "en")[-1]


def test_a_plan_without_the_gain_that_matters_leaves_more_than_one_chance():
    assert "T18" in ids(good(*STATEMENTS, mcid=None))


def test_a_rater_who_is_not_on_record_may_have_known_what_was_given():
    assert levels(good(*STATEMENTS, blinded=["patient"])) == ("C4", "C2")


@cache
def _good(stated, blinded, mcid):
    # eight pairs of days, one of which is missing in every eighth row of an uneven table
    on = list(chain.from_iterable([(0, 1), (1, 0), (1, 0), (0, 1)] * 4))
    off_days, on_days = [6, 7, 6, 8, 7, 6, 7, 8], [4, 3, 4, 3, 5, 4, 3, 4]
    values = [(on_days if now else off_days)[n % 8] for n, now in enumerate(on)]
    # each drawn day is told apart as often as it is taken for the other one
    guess = [now if n % 4 < 2 else 1 - now for n, now in enumerate(on)]
    rows = diary(values, on, pair=[n // 2 for n in range(len(on))], guess=guess)
    keep = [n for n in range(len(on)) if n not in (14, 15)]
    rows = {name: [cells[n] for n in keep] for name, cells in rows.items()}
    return read(
        rows, range=(0, 10), mcid=mcid, randomised=True, unit="day", block="pair", guess="guess",
        blinded=blinded, stated=stated,
    )  # fmt: skip


def good(*stated, blinded=("patient", "rater"), mcid=1):
    return _good(stated, tuple(blinded), mcid)


def test_without_empty_rows_and_with_a_gap_nobody_knows_what_is_missing():
    def share(values, *skipped):
        rows = diary(values, [0] * 6 + [1] * 6)
        keep = [n for n in range(12) if n not in skipped]
        rows = {name: [cells[n] for n in keep] for name, cells in rows.items()}
        return read(rows, range=(0, 10)).features.points[0].missing_share

    values = [6, 7, 6, 8, 7, 6, 4, 3, 4, 3, 5, 4]
    assert share(values) == 0
    assert share([nan, *values[1:]]) == pytest.approx(1 / 6)
    assert share(values, 2) is NOT_ON_RECORD


def test_of_twelve_weeks_in_summer_and_winter_the_seasons_differ():
    rows = diary([6, 7, 6, 8, 7, 6, 4, 3, 4, 3, 5, 4], [0] * 6 + [1] * 6)
    rows["date"] = [f"2025-{month:02d}-15" for month in (4, 5, 6, 7, 8, 9, 10, 11, 12)]
    rows["date"] += ["2026-01-15", "2026-02-15", "2026-03-15"]

    assert read(rows).features.design.seasons_differ is True
    assert read(diary([6, 7, 6, 8], [0, 0, 1, 1])).features.design.seasons_differ is False


# What a table leaves out.

AB = diary([6, 7, 5, 8, 6, 7, 3, 4, 2, 4, 3, 3], [0] * 6 + [1] * 6)


def priors(found):
    return {one["name"]: one for one in as_json(found, "en")["priors"]}


def test_each_prior_stands_with_its_reason():
    found = priors(read(AB))

    # baseline 6 7 5 8 6 7: variance 5.5 / 5
    assert found["effect.neutral"]["sd"] == pytest.approx(1.5 * 1.1**0.5)
    assert "no gain that matters was given" in found["effect.neutral"]["reason"]
    assert (found["level"]["mean"], found["level"]["sd"]) == (4.5, pytest.approx(5 * 1.1**0.5))
    assert found["s_f"]["sd"] == pytest.approx(1.1**0.5)
    assert (found["tau_on"]["median"], found["tau_on"]["unit"]) == (7, "days")
    assert found["error"]["family"] == "half-normal"


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"mcid": 1, "range": (0, 10)},
        {"mcid": 0.01, "onset": 3, "offset": 3},
        {"randomised": True, "unit": "day"},
    ],
    ids=["nothing", "range and gain", "speeds", "days"],
)
def test_every_reason_of_a_prior_has_its_sentence(lang, options):
    told = as_json(read(AB, **options), lang)["priors"]

    assert len(told) == 12
    assert all(one["reason"] for one in told)


def test_drawn_days_ask_for_what_acts_within_a_day():
    found = priors(read(AB, randomised=True, unit="day"))

    assert found["tau_on"]["median"] == 0.25


def test_without_a_gain_that_matters_nothing_is_large_enough_or_too_small_to_matter():
    found = read(AB)

    assert found.posterior.p_matters is None
    assert found.posterior.p_negligible is None
    assert found.claim.verdict.code in ("S+1", "S0", "S-")


def test_drawn_by_lot_without_a_scheme_gives_no_test_and_says_why():
    drawn = diary(AB["mood"], [0, 1] * 6)
    told = as_json(read(drawn, randomised=True), "en")

    assert told["randomisation_test"] is None
    assert "nothing says how the order was drawn" in told["randomisation_reason"]
    assert any(
        "No randomisation test: nothing says" in line
        for line in notes(read(drawn, randomised=True), "en")
    )


def test_a_table_that_states_nothing_is_not_on_record_to_be_open_or_drawn():
    told = as_json(read(AB), "en")

    assert told["design"] == {
        "label": "AB",
        "n_switches": 1,
        "randomised": "not on record",
        "blinded": "not on record",
    }
    assert told["synthetic"] == "not on record"
    assert (told["stated"], told["claim"]) == ([], {"package": "C1", "drug": "C1"})
    unknown = "it is not on record whether the order was randomised"
    assert told["randomisation_reason"] == unknown


def test_a_clinicians_score_is_known_by_its_name():
    rows = {**AB, "sss-2010.sss": AB["mood"]}

    assert read(rows, value="sss-2010.sss").features.instrument.reported_by == "clinician"
    assert read(rows).features.instrument.reported_by is NOT_ON_RECORD


# What cannot be assessed.


@pytest.mark.parametrize(
    ("values", "given", "reason"),
    [
        ([6, 7, 5, 4, 5, 6], [0] * 6, "all values were recorded under one condition"),
        ([6, 4], [0, 1], "the model needs at least 4 values, there are 2"),
        ([nan] * 6, [0, 0, 0, 1, 1, 1], "all values are missing"),
        ([5] * 8, [0] * 4 + [1] * 4, "all values are the same"),
        ([5, 6, 3, 4], [0, 0, 1, 1], "there are too few values from a time without the treatment"),
        ([5, 6, 5, 3, 4], [1, 1, 1, 1, 1], "all values were recorded under one condition"),
    ],
)
def test_what_cannot_be_assessed_gets_a_reason_and_no_number(values, given, reason):
    options = {} if 0 in given else {"baseline": 1}
    told = as_json(read(diary(values, given), range=(0, 10), **options), "en")

    assert told["effect"] is None
    assert told["effect_reason"].startswith(reason)
    assert (told["verdict"], told["sensitivity"], told["priors"]) == (None, [], [])
    json.dumps(told, allow_nan=False)


def test_a_reason_is_told_in_words_too():
    lines = notes(read(diary([5] * 8, [0] * 4 + [1] * 4), range=(0, 10)), "de")

    assert lines[0].startswith("Es wird keine Wirkung angegeben: alle Werte sind gleich")


# Arguments of the other kind of record.


def test_the_arguments_of_a_course_and_of_a_table_are_told_apart():
    with pytest.raises(DesignError, match="a course has no 'mcid' to give, it is for a table"):
        analyse(read_course(TRIAL), mcid=1)
    with pytest.raises(DesignError, match="a table has no outcomes to choose from"):
        analyse(AB, "mood", date="date")
    with pytest.raises(TypeError, match="'melatonin_column'"):
        read(AB, melatonin_column="melatonin")


def test_no_two_statements_answer_one_threat():
    assert all(
        set(ANSWERS[one]).isdisjoint(ANSWERS[other]) for one, other in combinations(STATEMENTS, 2)
    )


# The same data as a course and as a table, in other designs than the trial's.

ORDERS = {
    "one switch, nothing said of its order": ("", {}, [("2025-03-11", 4.5)]),
    "a start drawn by lot": (
        'order = "randomised"\nscheme = "start:8..15"\n',
        {"randomised": True, "scheme": "start:8..15"},
        [("2025-03-11", 4.5)],
    ),
    "changes drawn by lot": (
        'order = "randomised"\nscheme = "phases:5"\n',
        {"randomised": True, "scheme": "phases:5"},
        [("2025-03-07", 4.5), ("2025-03-13", 0), ("2025-03-19", 4.5)],
    ),
}
VALUES = [6, 7, 5, 8, 6, 7, 7, 6, 8, 7, 5, 4, 6, 4, 5, 3, 4, 5, 4, 4, 3, 5, 4, 6]
SAME = [
    "outcome", "n", "design", "model", "effect", "not_learnt", "verdict", "changed", "claim",
    "unassessed", "sensitivity", "tipping", "randomisation_test", "randomisation_reason",
    "indices", "priors", "context",
]  # fmt: skip


@pytest.mark.parametrize("name", ORDERS)
def test_a_course_and_the_table_of_its_data_give_the_same_answer_in_every_design(name):
    drawn, options, doses = ORDERS[name]
    days = [date(2025, 3, 1) + timedelta(days=n) for n in range(len(VALUES))]
    begins = [(date.fromisoformat(begin), amount > 0) for begin, amount in doses]
    on = [next((on for begin, on in reversed(begins) if begin <= day), False) for day in days]
    text = dosed(*doses) + "[blinding]\npatient = 'blinded'\n" + f"[allocation]\n{drawn}"
    visits = (
        total(day, PAIN, value, ', statistic = "single"')
        for day, value in zip(days, VALUES, strict=True)
    )
    course = course_from("missed_visits = []\n" + text + "".join(visits))
    unknown = replace(course.treatment, name="a drug", atc=NOT_ON_RECORD)  # as to a table
    course = replace(course, treatment=unknown)
    rows = {"date": days, PAIN: VALUES, "given": on}
    table = analyse(
        rows, date="date", value=PAIN, condition="given", baseline=False, worse="higher",
        range=(0, 10), diagnosis="fibromyalgia", blinded=["patient"], **options,
    )  # fmt: skip

    told, expected = as_json(table, "de"), as_json(analyse(course, PAIN), "de")
    assert {key: told[key] for key in SAME} == {key: expected[key] for key in SAME}
    assert [one["id"] for one in told["threats"]] == [one["id"] for one in expected["threats"]]
