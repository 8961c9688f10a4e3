"""What is said where there is nothing to compare: one visit, no drug, placebo alone."""

import pytest

from caseline.reports import make_report
from caseline.reports.content import content
from tests.courses import BEGIN, TREATMENT, answered, course_from, dosed, total

pytestmark = pytest.mark.extra

PAIN = "pain-nrs.average"
BEFORE, AFTER = total("2025-01-06", PAIN, 6), total("2025-03-10", PAIN, 4)
DOSED = dosed(("2025-02-01", 4.5))
PLACEBO = BEGIN + TREATMENT + "doses = [{ from = 2025-02-01, amount = 0, placebo = true }]\n"
NEVER = BEGIN + TREATMENT + "doses = [{ amount = 0 }]\n"
MISSING_OF_TREATMENT = {"treatment.start", "treatment.adherence", "treatment.started_because"}


def report_of(*parts, lang="en"):
    return make_report(course_from("".join(parts)), lang)


def design(report):
    (line,) = [one for one in report.answer.clinician if one.startswith("Phases: ")]
    return line.split(";")[0].removeprefix("Phases: ")


@pytest.mark.parametrize(
    ("parts", "letters"),
    [
        ((DOSED, BEFORE), "A"),
        ((DOSED, AFTER), "B"),
        ((DOSED, BEFORE, total("2025-01-20", PAIN, 5)), "A"),
        ((DOSED, BEFORE, AFTER), "A–B"),
        ((PLACEBO, BEFORE, AFTER), "A"),
        ((NEVER, BEFORE), "not on record"),
    ],
)
def test_a_phase_that_the_record_does_not_reach_is_no_part_of_the_design(parts, letters):
    assert design(report_of(*parts)) == letters


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            (DOSED, BEFORE),
            "This record holds no values on the treatment, so it compares nothing and says "
            "nothing of the effect of the drug.",
        ),
        (
            (DOSED, AFTER),
            "This record holds no values from a time without the treatment, so it compares "
            "nothing and says nothing of the effect of the drug.",
        ),
        (
            (BEGIN, TREATMENT, "doses = [{ amount = 4.5 }]\n", BEFORE, AFTER),
            "Which values are from a time on the treatment is not on record, so this report "
            "compares nothing and says nothing of the effect of the drug.",
        ),
        (
            (PLACEBO, BEFORE, AFTER),
            "Only placebo is on record and no dose of the drug, so this report says nothing of "
            "its effect.",
        ),
        (
            (NEVER, BEFORE, AFTER),
            "No dose of the drug is on record, so this report says nothing of its effect.",
        ),
    ],
)
def test_the_effect_is_spoken_of_only_where_two_sides_are_compared(parts, sentence):
    made = report_of(*parts)

    assert made.answer.treatment == sentence
    assert made.rated is None
    assert made.fooled == ()


def test_one_step_is_named_where_there_is_one():
    made = report_of(DOSED, BEFORE, AFTER)

    assert made.answer.treatment.startswith("The effect of the drug is not shown.")
    assert "There was only one switch. It takes three to see an effect come and go." in made.fooled


@pytest.mark.parametrize("head", [NEVER, PLACEBO])
def test_a_drug_that_was_never_given_lacks_no_start(head):
    made = report_of(head, BEFORE, AFTER)

    assert not MISSING_OF_TREATMENT & set(made.missing)
    assert not [one for one in (*made.fooled, *made.firmer) if "start" in one]


def test_a_dose_without_its_date_lacks_its_start():
    made = report_of(BEGIN, TREATMENT, "doses = [{ amount = 4.5 }]\n", BEFORE)

    assert set(made.missing) >= MISSING_OF_TREATMENT


def test_no_day_on_the_drug_is_0_days_and_one_day_is_one():
    facts = {one.label: one.value for one in content(report_of(NEVER, BEFORE)).facts}
    one = {
        one.label: one.value
        for one in content(report_of(DOSED, BEFORE, total("2025-02-01", PAIN, 5))).facts
    }

    assert facts["On the drug"] == "0 days"
    assert one["On the drug"] == "1 day"


def test_one_date_is_not_a_span_of_0_days():
    made = report_of(DOSED, BEFORE)

    assert made.answer.time == "The record holds one date only. Time on the drug: 0 days."
    assert "6 January 2025" in [one.value for one in content(made).facts]


def test_german_says_so_too():
    made = report_of(DOSED, BEFORE, lang="de")

    assert made.answer.treatment == (
        "Werte unter der Behandlung sind nicht dokumentiert. Dieser Bericht vergleicht deshalb "
        "nichts und sagt nichts über die Wirkung des Mittels."
    )


def test_a_note_without_anything_in_it_is_left_out():
    made = report_of(DOSED, BEFORE)
    (table,) = [one for one in content(made).tables if one.id == "outcomes"]

    assert table.note == ""


def test_nothing_taken_leaves_nobody_to_be_blinded_and_no_order():
    made = report_of(NEVER, BEFORE)

    assert not {"blinding.patient", "allocation.order"} & set(made.missing)
    assert made.fooled == ()
    assert {"blinding.patient", "allocation.order"} <= set(report_of(PLACEBO, BEFORE).missing)


def test_a_change_that_is_not_there_is_not_placed_before_or_after_a_start():
    made = report_of(BEGIN, TREATMENT, "doses = [{ amount = 4.5 }]\n", BEFORE)

    assert "treatment.start" in made.missing
    assert made.fooled == ()


@pytest.mark.parametrize(
    ("doses", "amounts"),
    [
        ((("2025-02-01", 0),), ["none"]),
        (
            (("2025-02-01", 0), ("2025-02-10", 3), ("2025-02-20", 0)),
            ["none", "3 mg", "pause or end"],
        ),
    ],
)
def test_a_dose_of_0_is_a_pause_only_after_one_above_0(doses, amounts):
    made = report_of(dosed(*doses), BEFORE, AFTER)
    (table,) = [one for one in content(made).tables if one.id == "doses"]

    assert [row[1] for row in table.rows] == amounts


def test_parts_of_one_score_are_not_counted_as_outcomes_of_their_own():
    phq4 = [
        answered(when, "phq4", nervous=n, worry=1, interest=1, down=n)
        for when, n in (("2025-01-07", 3), ("2025-03-11", 1))
    ]
    one = report_of(DOSED, *phq4)
    two = report_of(DOSED, BEFORE, phq4[0], AFTER, phq4[1])

    assert not [said for said in one.fooled if "things got better" in said]
    assert [said for said in two.fooled if said.startswith("2 things got better")]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("", "Why it began then: not on record."),
        ('trigger = "bad time"\n', "Why it began then: at a bad time."),
        (
            'trigger = "planned"\nstarted_because = "the date was drawn"\n',
            "Why it began then: on a planned day (the date was drawn).",
        ),
    ],
)
def test_the_doses_say_why_they_began_then(said, note):
    made = report_of(DOSED.replace('unit = "mg"\n', f'unit = "mg"\n{said}'), BEFORE, AFTER)
    (table,) = [one for one in content(made).tables if one.id == "doses"]

    assert table.note == note
    assert ("treatment.started_because" in made.missing) is (said == "")
