"""Templates: proposals with their sources, plans with a baseline, prompts that remind."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from caseline.care.schedule import read_schedule, readings_before
from caseline.care.templates import Regimen, plans, prompts, prompts_for, regimens
from caseline.document import Table
from caseline.errors import CourseError

NALTREXONE, DULOXETINE = "N07BB04", "N06AX21"
FIRST = date(2026, 1, 1)


def regimen(name):
    return next(one for one in regimens() if one.id == name)


def prompt(name):
    return next(one for one in prompts() if one.id == name)


def schedule_of(plan):
    return read_schedule(Table("schedule", "", plan.schedule(FIRST), CourseError))


def test_naltrexone_capsules_rise_in_three_steps_of_two_weeks():
    assert regimen("ldn-capsules").doses(FIRST) == [
        (date(2026, 1, 1), Fraction(3, 2)),
        (date(2026, 1, 15), Fraction(3)),
        (date(2026, 1, 29), Fraction(9, 2)),
    ]


def test_naltrexone_drops_rise_by_half_a_milligram_a_week_to_four_and_a_half():
    doses = regimen("ldn-drops").doses(FIRST)
    assert [amount for _day, amount in doses] == [Fraction(n, 2) for n in range(1, 10)]
    assert {(b - a).days for (a, _), (b, _) in pairwise(doses)} == {7}


@pytest.mark.parametrize("one", regimens(), ids=lambda one: one.id)
def test_every_regimen_names_its_source_and_only_rises(one):
    amounts = [amount for _day, amount in one.doses(FIRST)]
    assert one.source is not None
    assert amounts == sorted(amounts)
    assert one.steps[0].day == 0


def test_what_was_read_second_hand_says_so():
    assert {one.id for one in regimens() if one.verify} == {"duloxetine", "pregabalin"}


def test_a_treatment_without_a_template_has_one_step():
    one = Regimen.of_one_step("mirtazapine", Decimal("7.5"), "mg")
    assert one.doses(FIRST) == [(FIRST, Fraction(15, 2))]
    assert (one.treatment["de"], one.source) == ("mirtazapine", None)


@pytest.mark.parametrize(
    ("plan", "outcome", "n"),
    [
        ("final", "fiqr.total", 3),
        ("final", "pain-nrs.average", 28),
        ("case", "phq4.total", 3),
        ("short", "pain-nrs.average", 21),
        ("short", "pain-nrs.worst", 0),
        ("short", "fiqr.total", 0),
    ],
)
def test_so_many_readings_are_asked_for_before_the_first_dose(plan, outcome, n):
    found = schedule_of(next(one for one in plans() if one.id == plan))
    assert readings_before(found, outcome) == n


def test_the_plan_of_the_final_trial_has_its_contacts():
    weeks = [one.week for one in schedule_of(plans()[0]).contacts]
    assert [week for week in weeks if week >= 0] == [0, 2, 4, 8, 12, 16]
    assert weeks[0] == -4


def test_naltrexone_has_prompts_of_its_own_in_the_place_of_general_ones():
    names = {one.id for one in prompts_for(NALTREXONE)}
    assert {"opioid", "liver", "kidney", "pregnancy", "suicide", "severe-event"} <= names
    assert not {"liver-kidney", "pregnancy-any"} & names


def test_another_treatment_is_asked_about_in_general():
    names = {one.id for one in prompts_for(DULOXETINE)}
    assert names == {"liver-kidney", "pregnancy-any", "suicide", "severe-event"}


@pytest.mark.parametrize(
    "name",
    ["Tramadol 50 mg", "codeine", "Paracetamol/Codein", "loperamide", "Buprenorphin-Pflaster"],
)
def test_an_opioid_of_any_kind_raises_the_prompt_by_its_name(name):
    assert prompt("opioid").names_one_of(["ibuprofen", name]) == name


def test_a_treatment_without_a_code_is_asked_about_in_general_too():
    assert {one.id for one in prompts_for("")} == {one.id for one in prompts_for(DULOXETINE)}


def test_what_is_no_opioid_raises_nothing():
    assert prompt("opioid").names_one_of(["ibuprofen", "amitriptyline", "physiotherapy"]) == ""


@pytest.mark.parametrize("one", prompts(), ids=lambda one: one.id)
def test_no_prompt_clears_anybody(one):
    told = " ".join([*one.reminder.values(), *one.question.values()]).casefold()
    assert not any(word in told for word in ("safe", "no risk", "unbedenklich", "sicher"))


def test_a_naltrexone_regimen_is_known_to_the_page_by_how_its_name_begins():
    assert all(one.id.startswith("ldn-") == (one.atc == NALTREXONE) for one in regimens())
