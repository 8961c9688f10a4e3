"""What an analysis tells beside its claim: guards, missing values, reasons, in both languages."""

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import inf, isfinite, sin
from pathlib import Path

import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.analysis.beside import beside
from caseline.analysis.clinician import clinician as told
from caseline.analysis.notes import notes
from caseline.analysis.recorded import recorded
from caseline.claims import Verdict, clinician_lines, forbidden, patient_text
from caseline.course import read_course
from tests.courses import course_from, dosed, total

EXAMPLES = Path(__file__).parents[3] / "examples"
PAIN = "pain-nrs.average"
THRESHOLD = f'[plan]\nthreshold = {{ outcome = "{PAIN}", points = 1, fixed_on = 2025-01-01 }}\n'


@cache
def answer(name):
    return analyse(read_course(EXAMPLES / f"{name}.toml"))


def clinician(found, lang="en"):
    return clinician_lines(
        found.claim, found.features, found.posterior, lang, found.test, beside(found)
    )


def course(values, missed=(), threshold=THRESHOLD):
    """Daily values in January 2025, the treatment from the 11th."""
    days = [f"2025-01-{day:02}" for day in range(1, len(values) + 1)]
    said = f"missed_visits = [{', '.join(missed)}]\n{threshold}"
    visits = "".join(
        total(day, PAIN, value, ', statistic = "single"')
        for day, value in zip(days, values, strict=True)
        if value is not None
    )
    text = dosed(("2025-01-11", 4.5)) + visits
    return course_from(text.replace("[treatment]", f"{said}[treatment]", 1))


BETTER = [7, 6, 7, 8, 7, 6, 7, 7, 8, 6, 4, 3, 4, 3, 2, 3, 4, 3, 3, 2]


# Why it began when it did.


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "`trigger` in the course file takes one: bad time, planned, available, "),
        ("de", "`trigger` in der Datei nimmt eines davon: bad time, planned, available, "),
    ],
)
def test_a_start_without_a_code_is_told_which_codes_there_are(lang, sentence):
    text = " ".join(notes(analyse(course(BETTER)), lang))

    assert sentence in text
    assert "trigger" not in " ".join(notes(answer("synthetic-diary"), lang))


# The first question.


def test_in_the_trial_the_first_answer_compares_what_the_trial_compares():
    # 48 readings on placebo with a mean of 6.56, 55 on the drug with one of 4.58.
    found = answer("synthetic-trial")

    assert found.features.change.gain_low == pytest.approx(1.98, abs=0.005)
    assert found.claim.changed == as_json(found, "en")["changed"] == "better"
    assert "T12" not in {threat.id for threat in found.claim.threats}


def test_a_worsening_is_called_worse():
    found = analyse(course([10 - value for value in BETTER]))
    text = patient_text(found.claim, found.features, found.posterior, "en")

    assert found.claim.changed == "worse"
    assert text.text.startswith("You got worse by more than this scale moves on its own.")


# T14 and the tipping point.


def test_uneven_gaps_that_their_own_run_finds_harmless_are_no_threat():
    found = answer("synthetic-trial")
    shares = [phase.missing_share for phase in found.features.points]

    assert max(shares) - min(shares) > 0.1
    assert found.features.change.tipping_over_mcid == inf
    assert "T14" not in {threat.id for threat in found.claim.threats}


@pytest.mark.parametrize(
    ("values", "missed", "threshold", "reason"),
    [
        ([*BETTER[:15], None, *BETTER[16:]], ["2025-01-16"], THRESHOLD, "no shift that was tried"),
        (BETTER, [], THRESHOLD, "no value on treatment is on record as missing"),
        ([*BETTER[:15], None, *BETTER[16:]], ["2025-01-16"], "", "no difference that matters"),
        (
            [10 - value for value in BETTER[:15]] + [None, 7, 6, 7, 8],
            ["2025-01-16"],
            THRESHOLD,
            "no value off treatment is on record as missing",
        ),
    ],
)
def test_a_tipping_point_that_is_no_number_is_null_with_its_reason(
    values, missed, threshold, reason
):
    told = as_json(analyse(course(values, missed, threshold)), "en")["tipping"]

    assert told["at"] is None
    assert told["reason"].startswith(reason)


# The guards.


def test_the_clinician_reads_the_randomisation_test_and_the_weakest_run():
    lines = clinician(answer("synthetic-trial"))
    weakest = beside(answer("synthetic-trial")).weakest

    assert "Randomisation test: p = 0.125; smallest possible p = 0.125." in lines
    assert weakest.name == "paired means"
    assert any(f"Weakest of {weakest.n_runs} sensitivity runs" in line for line in lines)


def test_a_test_on_orders_that_are_too_many_to_count_is_told_as_estimated():
    table = {
        "date": [date(2025, 1, 1) + timedelta(days=n) for n in range(60)],
        "pain": [6 + sin(n * n) - (n * n % 5 < 2) for n in range(60)],
        "pill": [int(n * n % 5 < 2) for n in range(60)],
    }
    named = {"date": "date", "value": "pain", "condition": "pill", "baseline": 0}
    drawn = {"randomised": True, "scheme": "complete"}
    found = analyse(table, **named, **drawn, worse="higher")

    assert any("estimated from 99\u00a0999 drawn orders" in line for line in told(found, "en"))
    assert as_json(found, "en")["randomisation_test"]["drawn"] == 99_999


def test_the_weakest_run_is_the_one_that_agrees_least_with_the_verdict():
    found = answer("synthetic-diary")
    runs = [run for run in found.analysis.sensitivity.runs if run.summary is not None]
    chances = {run.name: run.summary.p_better for run in runs}
    harm = replace(found, claim=replace(found.claim, verdict=Verdict("S-", 0.99, 0.95, "S-")))

    assert chances[beside(found).weakest.name] == min(chances.values())
    assert chances[beside(harm).weakest.name] == max(chances.values())


def test_without_a_verdict_there_is_nothing_beside():
    assert beside(answer("moser-2025")).weakest is None


# Reasons and numbers.


def test_reasons_of_runs_that_do_not_apply_are_in_the_readers_language():
    english, german = (
        {
            run["name"]: run["reason"]
            for run in as_json(answer("synthetic-diary"), lang)["sensitivity"]
        }
        for lang in ("en", "de")
    )

    assert english["randomisation test"] == "the order was not randomised"
    assert german["randomisation test"] == "die Reihenfolge wurde nicht gelost"


def test_an_interval_end_without_bound_is_null_with_its_reason():
    runs = as_json(answer("synthetic-trial"), "en")["sensitivity"]
    (drawn,) = [run for run in runs if run["name"] == "randomisation test"]

    assert (drawn["low"], drawn["high"]) == (None, None)
    assert drawn["reason"] == "no end of its interval can be given"


def test_why_there_is_no_effect_is_said_in_german():
    told = as_json(analyse(course([7] * 20)), "de")

    assert (
        told["effect_reason"] == "alle Werte sind gleich, und nichts sagt, wie sehr sie schwanken"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([7] * 20, "Your values do not move on their own."),
        ([7] * 10 + [4] * 10, "Your values do not move on their own."),
        ([0, 10] * 10, "The values on record do not let us."),
    ],
)
def test_the_patient_too_reads_why_there_is_no_number(values, said):
    found = analyse(course(values))

    assert found.claim.refused == "no estimate"
    assert said in recorded(found, "en").text


def test_an_effect_that_the_scale_cannot_hold_is_not_called_detectable():
    found = analyse(course([*BETTER[:10], 3]))
    text = patient_text(found.claim, found.features, found.posterior, "en").text

    assert found.features.change.detectable == inf
    assert "Even a very large change may be missed" in text
    json.dumps(as_json(found, "en"), allow_nan=False)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", ["moser-2025", "synthetic-diary", "synthetic-trial"])
def test_all_that_is_told_of_an_example_reads_as_sentences(name, lang):
    found = answer(name)
    plain = patient_text(found.claim, found.features, found.posterior, lang).text
    text = " ".join([plain, *clinician(found, lang)])

    assert not any(word in text for word in ("{", "}", "inf", "nan ", "None", " = 1;", " = 0;"))
    assert forbidden(text, found.claim.package, lang) == ()


def test_numbers_of_the_features_may_be_without_bound_and_those_of_the_data_never():
    told = json.loads(json.dumps(as_json(answer("synthetic-trial"), "en"), allow_nan=False))

    def numbers(part):
        if isinstance(part, dict | list):
            for one in part.values() if isinstance(part, dict) else part:
                yield from numbers(one)
        elif isinstance(part, float):
            yield part

    assert all(isfinite(number) for number in numbers(told))


# Which outcome it is.


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "Outcome: Average pain (pain-nrs.average), 20 values from 2025-01-01 to 2025-01-20, "
            "scale 0 to 10, higher is worse.",
        ),
        (
            "de",
            "Zielgröße: Durchschnittlicher Schmerz (pain-nrs.average), 20 Werte vom 2025-01-01 bis "
            "2025-01-20, Skala 0 bis 10, mehr ist schlechter.",
        ),
    ],
)
def test_the_clinician_reads_first_which_outcome_it_is(lang, said):
    assert told(analyse(course(BETTER)), lang)[0] == said


def test_of_a_table_the_column_is_named_and_what_is_not_known_of_its_scale():
    table = {
        "date": [f"2025-01-{day:02}" for day in range(1, 21)],
        "mood": [value / 10 for value in BETTER],
        "pill": ["no"] * 10 + ["yes"] * 10,
    }
    named = {"date": "date", "value": "mood", "condition": "pill"}
    found = analyse(table, **named, baseline="no", worse="lower")

    assert told(found, "en")[0] == (
        "Outcome: mood, 20 values from 2025-01-01 to 2025-01-20, ends of the scale not on record, "
        "lower is worse."
    )


def test_a_published_summary_has_no_number_of_values_to_tell():
    assert told(answer("moser-2025"), "en")[0] == (
        "Outcome: Average pain (pain-nrs-100.average), scale 0 to 100, higher is worse."
    )


def test_programs_read_how_likely_it_is_that_nothing_changed_that_matters():
    found = answer("synthetic-trial")

    assert as_json(found, "en")["effect"]["p_negligible"] == found.posterior.p_negligible


def test_the_gain_that_matters_is_told_at_half_and_at_double_its_size():
    found = answer("synthetic-trial")
    half, twice = beside(found).at_least

    assert half > found.posterior.p_matters > twice
