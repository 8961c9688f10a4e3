"""Every ceiling of a design, reached by the course file that earns it and by none that lacks it."""

from datetime import date, timedelta

import pytest

from caseline.analysis import analyse
from caseline.claims import Numbers, features_of
from caseline.claims.ceilings import DESIGNS, ceiling
from tests.courses import course_from, refusal

PAIN = "pain-nrs.average"
BEGIN = date(2025, 3, 3)

HEAD = """\
schema = 1
pseudonym = "worked-case"
title = "A worked case"
provenance = "prospective"
chosen = "before the course"
co_treatments = "none"
side_effects = "none"
life_events = "none"
missed_visits = "none"
diagnosis = {{ name = "{illness}" }}
{more}
[[sources]]
key = "elsewhere"
cite = "An invented source"
[plan]
question = {{ text = "Is pain lower?", fixed_on = 2024-12-01 }}
primary_outcome = {{ outcome = "pain-nrs.average", fixed_on = 2024-12-01 }}
threshold = {{ outcome = "pain-nrs.average", points = 2, fixed_on = 2024-12-01 }}
looks = {{ days = [2025-12-31], fixed_on = 2024-12-01 }}
[treatment]
name = "an invented treatment"
unit = "mg"
trigger = "planned"
adherence_percent = 100
doses = [{doses}]
"""
OPEN = 'blinding = { patient = "open", clinician = "open", rater = "open" }\n'
FIXED = 'allocation = { order = "fixed" }\n'
UNTREATED = 'untreated = { percent = "<2", source = "elsewhere" }\n'
REPEATED = (
    'replications = [{{ what = "the same trial, a year later", repeated_as = "one trial", '
    'source = "elsewhere", randomised = "{randomised}", blinded = "{blinded}", pairs = {pairs}, '
    'agrees = "{agrees}" }}]\n'
)
GOOD = {"randomised": "yes", "blinded": "yes", "pairs": 4, "agrees": "yes"}


def drawn(*, scheme="", blinded=False, guesses=()):
    """How an order by lot is told; a guess at the end of each period of four weeks."""
    told = f', scheme = "{scheme}"' if scheme else ""
    order = f'allocation = {{ order = "randomised"{told} }}\n'
    if not blinded:
        return order + OPEN
    given = ", ".join(
        f'{{ on = {BEGIN + timedelta(days=28 * place + 27)}, by = "patient", guess = "{guess}" }}'
        for place, guess in enumerate(guesses)
    )
    who = 'patient = "blinded", clinician = "blinded", rater = "blinded"'
    return f"{order}blinding = {{ {who}, guesses = [{given}] }}\n"


def course(letters, *, days=7, more="", placebo=False):
    """Phases of so many days; A is placebo where it is given, 8 off and 4 on, give or take 1."""
    doses, visits = [], []
    for place, letter in enumerate(letters):
        begin = BEGIN + timedelta(days=place * days)
        run_in = place == 0 and letter == "A" and not placebo and "randomised" not in more
        if not run_in:
            amount = "4.5" if letter == "B" else f"0, placebo = {str(placebo).lower()}"
            doses.append(f"{{ from = {begin}, amount = {amount} }}")
        for day in range(days):
            level = 4 if letter == "B" else 8
            value = level + (0, 1, -1, 0)[(day + place) % 4]
            visits.append((begin + timedelta(days=day), value))
    text = HEAD.format(illness="another illness", more=more, doses=", ".join(doses))
    return course_from(text + "".join(visit(on, value) for on, value in visits))


def visit(on, value, condition=""):
    told = f'condition = "{condition}"\n' if condition else ""
    return (
        f'[[visits]]\non = {on}\n{told}mode = "app"\nlanguage = "en"\n'
        'responses = [{ instrument = "pain-nrs", recall_days = 1, '
        f"answers = {{ average_pain = {value} }} }}]\n"
    )


BLIND = {"more": drawn(blinded=True), "placebo": True}
REACHED = [
    ("one switch", "AB", {"more": FIXED + OPEN}, ("C1", "C1")),
    ("two switches", "ABA", {"more": FIXED + OPEN}, ("C2", "C1")),
    ("random start", "AB", {"more": drawn(scheme="start:5..9")}, ("C2", "C1")),
    ("reversal", "ABAB", {"more": FIXED + OPEN}, ("C3", "C2")),
    ("two random pairs, open", "ABBA", {"more": drawn()}, ("C3", "C2")),
    ("two random pairs, blinded", "ABBA", BLIND, ("C3", "C3")),
    ("random pairs, open", "ABBAAB", {"more": drawn()}, ("C4", "C2")),
    ("random pairs, blinded", "ABBAAB", BLIND, ("C4", "C4")),
    ("replicated", "ABBAAB", {"more": f"{BLIND['more']}{REPEATED.format(**GOOD)}", "placebo": True},
     ("C5", "C5")),
]  # fmt: skip


def reached(found):
    """The designs whose ceiling a course reaches."""
    features = features_of(found, PAIN, Numbers())
    return {name for name, holds in DESIGNS.items() if holds(features)}, ceiling(features)


@pytest.mark.parametrize(("design", "letters", "told", "levels"), REACHED)
def test_a_course_file_reaches_the_ceiling_of_its_design(design, letters, told, levels):
    names, found = reached(course(letters, **told))

    assert design in names
    assert (found.package.name, found.drug.name) == levels


def test_a_multiple_baseline_alone_is_reached_by_no_single_course():
    assert set(DESIGNS) - {design for design, *_ in REACHED} == {"multiple baseline"}


@pytest.mark.parametrize(
    "lack",
    [
        {"randomised": "no"},
        {"blinded": "no"},
        {"blinded": "not on record"},
        {"pairs": 2},
        {"agrees": "no"},
        {"agrees": "not on record"},
    ],
)
def test_a_repetition_that_is_weaker_or_disagrees_counts_for_nothing(lack):
    more = drawn(blinded=True) + REPEATED.format(**{**GOOD, **lack})
    _, found = reached(course("ABBAAB", more=more, placebo=True))

    assert (found.package.name, found.drug.name) == ("C4", "C4")


def test_one_repetition_that_disagrees_outweighs_one_that_agrees():
    one = REPEATED.format(**GOOD).removesuffix("]\n")
    other = REPEATED.format(**{**GOOD, "agrees": "no"}).removeprefix("replications = [")
    more = f"{drawn(blinded=True)}{one}, {other}"
    _, found = reached(course("ABBAAB", more=more, placebo=True))

    assert found.package.name == "C4"


def test_a_trial_that_was_repeated_is_claimed_to_be():
    guesses = ("drug", "drug", "placebo", "placebo", "drug", "placebo", "drug", "drug")
    more = drawn(blinded=True, guesses=guesses) + REPEATED.format(**GOOD)
    claim = analyse(course("ABBAABBA", days=28, more=more, placebo=True)).claim

    assert claim.verdict is not None
    assert claim.verdict.code == "S+2"
    assert (claim.package.name, claim.drug.name) == ("C5", "C5")


# The dramatic rule: one open switch, and a change that hardly anything else makes.


def dramatic(more="", illness="another illness", history=True):
    """Twelve older notes as bad as the four weeks before, then hardly any pain from the second day.

    Symptoms like these come and go by themselves in fewer than 2 of 100 people, as is cited.
    """
    before = [8, 9, 7, 8, 7, 9, 8, 8, 9, 7, 8, 8]
    older = [
        visit(BEGIN - timedelta(days=150 - 7 * n), value, "earlier history")
        for n, value in enumerate(before)
    ]
    daily = [
        visit(BEGIN + timedelta(days=n), value)
        for n, value in enumerate([8, 8, 7, 9, 8, 7, 8] * 4 + [3] + [1, 0, 1, 0, 1, 1, 0, 0, 1] * 3)
    ]
    head = HEAD.format(
        illness=illness,
        more=FIXED + OPEN + more,
        doses=f"{{ from = {BEGIN + timedelta(days=28)}, amount = 4.5 }}",
    )
    return analyse(course_from(head + "".join((older if history else []) + daily)))


def test_one_open_switch_suggests_where_the_change_is_dramatic():
    claim = dramatic(UNTREATED).claim

    assert (claim.package.name, claim.drug.name) == ("C2", "C1")


@pytest.mark.parametrize(
    "lacking",
    [
        {},
        {"more": UNTREATED.replace("<2", "2 to 6")},
        {"more": UNTREATED, "illness": "fibromyalgia"},
        {"more": UNTREATED, "history": False},
    ],
)
def test_without_one_of_its_parts_it_does_not(lacking):
    assert dramatic(**lacking).claim.package.name == "C1"


def test_a_share_that_is_cited_and_not_rare_is_said():
    told = [one.reason for one in dramatic(UNTREATED.replace('"<2"', "7")).claim.threats]

    assert "cited" in told


def test_what_is_cited_needs_its_source():
    more = UNTREATED.replace("elsewhere", "nowhere")
    text = HEAD.format(illness="an illness", more=more, doses="{ amount = 1 }")

    assert refusal(text + visit(BEGIN, 5)) == (
        "course.toml: untreated > source: is not among the sources, a key of [[sources]] is needed"
    )
