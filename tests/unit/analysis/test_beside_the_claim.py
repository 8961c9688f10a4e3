"""Estimand, periods, carryover, guesses, harms, versions: what is told around a claim."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from caseline.analysis import analyse
from caseline.analysis.as_json import as_json
from caseline.analysis.blinded import blinded
from caseline.analysis.carryover import carryover
from caseline.analysis.clinician import clinician
from caseline.analysis.estimand import estimand, handled, intercurrent
from caseline.analysis.harmed import harmed
from caseline.analysis.periods import periods_of, sequence
from caseline.analysis.recorded import recorded
from caseline.analysis.versions import versions
from caseline.claims import forbidden
from caseline.course import read_course
from caseline.record import NOT_ON_RECORD
from tests.courses import course_from, dosed, total

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("moser-2025", "synthetic-diary", "synthetic-trial")
PAIN = "pain-nrs.average"


@cache
def answer(name):
    return analyse(read_course(EXAMPLES / f"{name}.toml"))


def table(**more):
    """Thirty days, the treatment from the sixteenth on."""
    rows = [
        {"date": f"2025-01-{day:02}", "mood": 5 + day % 3 - 2 * (day > 15), "drug": int(day > 15)}
        for day in range(1, 31)
    ]
    names = {"date": "date", "value": "mood", "condition": "drug", "baseline": 0}
    return analyse(rows, **names, worse="higher", **more)


# What the effect is an effect of.


def test_the_estimand_names_treatment_dose_outcome_and_time():
    assert estimand(answer("synthetic-trial"), "en") == (
        "Estimand: naltrexone, low dose at the maintenance dose (4.5 mg a day) once it acts in "
        "full, against none of it; Average pain in this person, 2025-03-17 to 2025-07-06; "
        "difference of the mean level, above 0 is benefit."
    )


def test_a_table_and_a_summary_say_only_what_they_know():
    assert "the treatment as taken" in estimand(table(), "en")
    assert "2025" not in estimand(answer("moser-2025"), "en")


def test_each_kind_of_event_between_is_counted_with_its_strategy():
    found = {one.event: (one.n, one.strategy) for one in intercurrent(answer("synthetic-diary"))}

    assert found == {
        "dose step": (2, "modelled"),
        "stop": (1, "as the doses on record say"),
        "other event": (4, "treatment policy"),
        "missed doses": (None, "treatment policy"),
        "unblinding": (0, "treatment policy, and the claim falls"),
    }


def test_where_nobody_wrote_down_what_else_changed_that_is_said():
    found = {one.event: one.n for one in intercurrent(answer("moser-2025"))}

    assert found["other event"] is NOT_ON_RECORD
    assert "life events not on record: treatment policy" in handled(answer("moser-2025"), "en")
    assert "sensitivity runs" not in handled(answer("moser-2025"), "en")


def test_the_run_without_the_days_of_other_events_stands_beside():
    assert "Without the days of other events: 2.06 (" in handled(answer("synthetic-diary"), "en")


# Each period, carryover, guesses.


def test_every_period_has_its_values_and_what_they_are_worth():
    found = periods_of(answer("synthetic-trial"))

    assert "".join(one.letter for one in found) == "BABAABBA"
    assert sum(one.n for one in found) == 103
    assert {one.planned for one in found} == {14}
    assert all(1 < one.n_eff < one.n for one in found)


def test_a_form_at_the_end_of_each_period_misses_nothing_of_the_diary():
    found = analyse(answer("synthetic-trial").course, "fiqr.total")

    assert {one.missing_share for one in found.features.points} == {0}
    assert not {"T14"} & {one.id for one in found.claim.threats}
    assert [(one.n, one.planned) for one in periods_of(found)] == [(1, 1)] * 8
    assert as_json(found, "en")["periods"][0]["first"] == "2025-03-17"
    assert as_json(found, "en")["periods"][0]["last"] == "2025-03-30"


def test_periods_stand_in_a_line_unless_they_are_many():
    found = periods_of(answer("synthetic-trial"))

    assert sequence(found, "en").startswith(
        "By period: B 2025-03-17 to 2025-03-30, 14 of 14 values, worth 5 independent ones; A 20"
    )
    assert sequence(found * 4, "en") == (
        "By period: 32 periods, 16 on and 16 off treatment; at most 21\u00a0% missing in one of "
        "them."
    )
    assert periods_of(answer("moser-2025")) == ()


def test_carryover_is_told_with_the_run_that_leaves_it_out_or_why_there_is_none():
    told = carryover(answer("synthetic-trial"), "en")

    assert "13\u00a0% of it is missing, or left over, in the second halves" in told
    assert "first half of periods left out: 2.8 (" in told
    assert "trend from before carried on: 2.77 (" in told
    assert carryover(answer("moser-2025"), "en") == (
        "Carryover, onset and trend: could not be assessed."
    )


def test_of_a_course_that_is_not_assessable_no_number_of_an_effect_is_told():
    rows = [
        {"date": f"2025-01-{day:02}", "mood": 5 + day % 3 - 2 * on, "drug": on}
        for day in range(1, 31)
        for on in [int(not 10 < day <= 20)]
    ]
    names = {"date": "date", "value": "mood", "condition": "drug", "baseline": 0}
    found = analyse(rows, **names, worse="higher")
    text = " ".join(clinician(found, "en"))

    assert found.claim.refused == "not assessable"
    assert carryover(found, "en") == carryover(answer("moser-2025"), "en")
    assert not any(
        said in text for said in ("time constant", "sensitivity runs", "Model:", "weight")
    )


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        (
            "synthetic-diary",
            "en",
            "Model: the scale is read as points, for the values span 8 levels",
        ),
        (
            "synthetic-diary",
            "de",
            "Modell: Die Skala wird in Punkten gelesen, denn die Werte reichen",
        ),
    ],
)
def test_the_clinician_reads_how_the_scale_was_read_and_why(name, lang, said):
    assert any(line.startswith(said) for line in clinician(answer(name), lang))


def test_steps_are_called_steps():
    rows = [
        {"date": f"2025-01-{day:02}", "mood": 1 + day % 3 - (day > 15), "drug": int(day > 15)}
        for day in range(1, 31)
    ]
    names = {"date": "date", "value": "mood", "condition": "drug", "baseline": 0}
    found = analyse(rows, **names, worse="higher", range=(0, 10))

    assert (
        "Model: the scale is read as steps (cumulative probit), for the values span 4 levels, "
        "fewer than 6."
    ) in clinician(found, "en")


def test_guesses_are_counted():
    assert blinded(answer("synthetic-trial"), "en") == (
        "Blinding: patient blinded; clinician blinded; rater blinded; the patient guessed 7 of 8 "
        "periods right and could not tell 0; Bang index on treatment 0.5; P(guesses better than "
        "chance) = 0.98."
    )


def test_open_and_not_on_record_are_told_apart():
    assert "patient open; clinician open" in blinded(answer("synthetic-diary"), "en")
    assert "patient not on record" in blinded(answer("moser-2025"), "en")


# Harms.


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        (
            "clinician",
            "Harms: on treatment (105 days): vivid dreams (mild, 9 days), nausea (moderate, 3 "
            "days); without either (35 days): nausea (moderate, 3 days).",
        ),
        (
            "patient",
            "Side effects. On the treatment (105 days): vivid dreams (9 days), nausea (3 days). "
            "Without it (35 days): nausea (3 days).",
        ),
    ],
)
def test_side_effects_stand_under_what_was_given(reader, told):
    assert harmed(answer("synthetic-diary").course, "en", reader) == told


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("reader", ["patient", "clinician"])
def test_not_on_record_is_said_and_is_not_none(lang, reader):
    course = answer("moser-2025").course
    missing = harmed(course, lang, reader)

    assert missing == harmed(None, lang, reader)
    assert missing != harmed(replace(course, side_effects=()), lang, reader)
    assert "not on record" in missing or "nicht dokumentiert" in missing


def test_harms_as_data():
    told = {name: as_json(answer(name), "en")["harms"] for name in NAMES}

    assert told["moser-2025"] == "not on record"
    assert told["synthetic-trial"][0] == {
        "given": "on treatment",
        "days": 56,
        "side_effects": [{"what": "vivid dreams", "days": 14}],
    }
    assert [one["given"] for one in told["synthetic-trial"]] == [
        "on treatment",
        "on placebo",
        "without",
    ]


# Versions.


def test_the_hash_of_the_content_goes_by_what_is_said_and_not_by_how():
    text = dosed(("2025-01-10", 4.5)) + total("2025-01-06", PAIN, 7) + total("2025-01-12", PAIN, 5)
    same = text.replace("schema = 1\n", "# a remark\nschema   = 1\n")
    other = text.replace("value = 5", "value = 6")
    first, again, changed = (
        versions(analyse(course_from(one))).content_sha256 for one in (text, same, other)
    )

    assert first == again
    assert first != changed
    assert len(first) == 64


def test_versions_name_program_rules_and_instruments():
    found = versions(answer("synthetic-trial"))

    assert (found.caseline, found.rules) == ("0.1.0", "3")
    assert list(found.instruments) == ["fiqr@2009.1", "pain-nrs@1.1"]
    assert f"pain-nrs@1.1 ({found.instruments['pain-nrs@1.1'][:12]})" in found.told("en")


def test_a_table_has_the_hash_of_its_rows():
    assert versions(table()).content_sha256 == versions(table(mcid=1)).content_sha256
    assert "no shipped instrument" in versions(table()).told("en")


# What the person treated reads.


def test_the_plain_answer_begins_with_what_was_recorded():
    assert recorded(answer("synthetic-trial"), "en").values == (
        "This record holds 103 values of “Average pain”, on a scale from 0 to 10. More is worse. "
        "On average it was 6.6 off the treatment and 4.6 on it."
    )
    assert recorded(answer("moser-2025"), "en").values.endswith(
        "It was 70 before the treatment and 30 at the last on it."
    )
    assert recorded(table(), "en").values == (
        "This record holds 30 values of “mood”. More is worse. On average it was 6 off the "
        "treatment and 4 on it."
    )


def test_other_outcomes_are_told_also_where_they_did_not_move():
    assert recorded(answer("moser-2025"), "en").outcomes == (
        "What else was noted, against what each scale moves on its own. Painful body regions "
        "(WPI): we cannot tell. Symptom severity (SSS): a close call. Fibromyalgia severity (WPI "
        "+ SSS): we cannot tell. Fibromyalgia impact (FIQR): better. Worst pain: better. Anxiety "
        "and low mood (PHQ-4): no clear change."
    )


def test_a_record_of_one_outcome_says_that_nothing_else_was_noted():
    text = dosed(("2025-01-10", 4.5)) + total("2025-01-06", PAIN, 7) + total("2025-01-12", PAIN, 5)

    assert recorded(analyse(course_from(text)), "en").outcomes == "Nothing else was noted."
    assert recorded(table(), "en").outcomes == "This table holds nothing else."


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_around_a_claim_says_more_than_it(name, lang):
    found = answer(name)
    for text in (recorded(found, lang).text, *clinician(found, lang)):
        assert forbidden(text, found.claim.package, lang) == ()
