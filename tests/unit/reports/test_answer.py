"""What the answer says of courses that lack one thing or another."""

import pytest

from caseline.reports import make_report
from caseline.reports.as_json import as_json
from caseline.reports.content import content
from caseline.reports.facts import notes
from caseline.reports.html import html
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, dosed, total

pytestmark = pytest.mark.extra

DOSED = dosed(("2025-02-01", 4.5))
BEFORE, AFTER = "2025-01-06", "2025-03-10"
PAIN = "pain-nrs.average"


def report_of(*parts):
    return make_report(course_from("".join(parts)))


def test_an_outcome_that_stayed_is_said_to_stay():
    told = report_of(DOSED, total(BEFORE, PAIN, 6), total(AFTER, PAIN, 6)).answer

    assert told.headline.startswith("Average pain stayed at 6 of 10.")
    assert told.changed[0].startswith(
        "Average pain stayed at 6 of 10 from 6 January 2025 to 10 March 2025."
    )


def test_an_outcome_that_got_worse_earns_no_share():
    (said,) = report_of(DOSED, total(BEFORE, PAIN, 4), total(AFTER, PAIN, 8)).answer.changed

    assert said.startswith("Average pain went from 4")
    assert "IMMPACT" not in said


def test_a_gain_below_the_first_share_is_said_to_be_below_it():
    (said,) = report_of(
        DOSED, total(BEFORE, "pain-nrs-100.average", 70), total(AFTER, "pain-nrs-100.average", 68)
    ).answer.changed

    assert said.endswith("By IMMPACT the share is below the first mark (−3\u00a0%).")


def test_an_outcome_that_was_not_read_before_treatment_has_no_change():
    told = report_of(DOSED, total(AFTER, PAIN, 4)).answer

    assert told.headline.startswith("This record does not show how far anything moved")
    assert told.changed == (
        "Average pain was 4 of 10 on treatment and was not recorded before it.",
    )


def test_a_visit_that_no_phase_holds_has_no_change():
    told = report_of(BEGIN, TREATMENT, UNDATED, total(BEFORE, PAIN, 4)).answer

    assert told.changed == ("Average pain was recorded, but not both before and on treatment.",)


def test_an_outcome_without_a_known_error_is_neither_reliable_nor_not():
    (said,) = report_of(
        DOSED, total(BEFORE, "psqi.total", 12), total(AFTER, "psqi.total", 8)
    ).answer.changed

    assert "How much the scale moves by itself is not known." in said


def test_side_effects_that_were_asked_for_and_not_there_are_none():
    told = report_of('side_effects = "none"\n', DOSED, total(BEFORE, PAIN, 6)).answer

    assert told.side_effects == "Side effects: none recorded, and somebody asked."


def test_a_question_without_its_date_stands_alone():
    made = report_of(DOSED, total(BEFORE, PAIN, 6), '[plan.question]\ntext = "Less pain?"\n')

    assert content(made).question == "Less pain?"


def fsq_total(when, wpi, sss):
    return (
        f'[[visits]]\non = "{when}"\n'
        f'totals = [{{ instrument = "fsq", score = "wpi", value = {wpi} }}, '
        f'{{ instrument = "fsq", score = "sss", value = {sss} }}]\n'
    )


def test_criteria_that_fail_at_the_last_visit_are_said_to_fail():
    said = report_of(DOSED, fsq_total(BEFORE, 17, 9), fsq_total(AFTER, 2, 3)).answer.clinician

    assert "At the last visit the ACR 2016 criteria are not met." in said


def test_criteria_that_cannot_be_told_for_other_reasons_say_so():
    said = report_of(
        DOSED, fsq_total(BEFORE, 17, 9), fsq_total(AFTER, 17, '">=4"')
    ).answer.clinician

    assert any(
        line.endswith("not everything that the rule asks for is on record.") for line in said
    )


def test_a_beginning_of_which_a_part_is_not_on_record_says_so_once():
    said = report_of(DOSED, fsq_total(BEFORE, 17, 9)).answer.clinician

    assert (
        "WPI: 17 of 19; regions with pain (ACR 2016): not on record; severity score: 26 of 31."
        in said
    )


def test_a_clinician_reads_labels_and_not_half_a_sentence(report):
    said = report("moser-2025", "de").answer.clinician

    assert said[0].startswith("Durchschnittlicher Schmerz: 70 → 30")


def test_a_course_without_a_wpi_has_no_beginning_and_no_body_map():
    made = report_of(DOSED, total(BEFORE, PAIN, 6), total(AFTER, PAIN, 4))

    assert content(made).start == ()
    assert as_json(made)["wpi"] == as_json(made)["severity"] == "not on record"
    assert as_json(made)["criteria"] == {}
    assert "body-map" not in [figure.id for figure in made.figures]


def test_a_symptom_severity_alone_begins_without_a_wpi():
    made = report_of(DOSED, total(BEFORE, "fsq.sss", 9), total(AFTER, "fsq.sss", 6))

    assert content(made).start == ()
    assert not any(line.startswith("WPI") for line in made.answer.clinician)


def test_what_fooled_nobody_and_what_is_not_there_has_no_heading(report):
    page = html(report_of(DOSED, total(BEFORE, PAIN, 6), total(AFTER, PAIN, 4)))

    assert "The author" not in page
    assert "own words</h2>" not in page


def test_the_parts_of_fm30_bear_their_names(report):
    made = report("synthetic-diary", "de")
    (said,) = [note for note in notes(made) if "FM30" in note]

    assert said.endswith(
        "Für seine Teile stehen hier: Durchschnittlicher Schmerz, Funktionseinschränkung (FIQR), "
        "Schlechter Schlaf (FIQR), Energiemangel (FIQR), Depressivität (FIQR), Angst (FIQR) und "
        "Gedächtnisprobleme (FIQR)."
    )
    (table,) = [one for one in content(made).tables if one.id == "responder"]
    assert table.rows[1][1] == "Funktionseinschränkung (FIQR)"


def test_a_single_step_off_the_treatment_is_named_as_one():
    doses = dosed(("2025-01-01", 4.5), ("2025-02-01", 0))
    made = report_of(doses, total(BEFORE, PAIN, 6), total(AFTER, PAIN, 4))

    assert "There was only one switch. It takes three to see an effect come and go." in made.fooled


def test_a_side_effect_without_a_severity_on_record_bears_none():
    some = 'side_effects = [{ what = "rash" }, { what = "nausea", severity = "mild" }]\n'
    told = report_of(some, DOSED, total(BEFORE, PAIN, 6)).answer

    assert told.side_effects == "Side effects recorded: rash and nausea (mild)."


def test_only_an_entered_total_leaves_open_which_symptom_scale_was_used(report):
    said = "Which version of the symptom severity scale"
    entered = report_of(DOSED, total(BEFORE, "fsq.sss", 9))

    assert [note for note in notes(entered) if note.startswith(said)]
    assert not [note for note in notes(report("synthetic-diary")) if note.startswith(said)]


def test_a_source_without_a_year_is_named_by_what_it_begins_with(report):
    (table,) = [one for one in content(report("moser-2025")).tables if one.id == "outcomes"]

    assert "published error: Fors 2016, Chilean study, standard deviation" in table.note


# Where periods were drawn by lot.

LOT = '[allocation]\norder = "randomised"\n'
DRAWN = dosed(("2025-01-06", 0), ("2025-01-13", 4.5), ("2025-01-20", 0), ("2025-01-27", 4.5))


def drawn_report(*values, lang="en"):
    days = (f"2025-01-{day:02}" for day in (7, 14, 21, 28))
    visits = "".join(
        total(day, PAIN, value, ', statistic = "single"')
        for day, value in zip(days, values, strict=True)
        if value is not None
    )
    return make_report(course_from(DRAWN + visits + LOT), lang)


def test_in_a_trial_the_first_question_is_answered_once():
    # Off: 6 and 7, on: 4 and 5. Before and after would be 6 and 5, within the scale's own error.
    made = drawn_report(6, 4, 7, 5)

    (said,) = made.answer.changed
    assert said.startswith(
        "Average pain was 6.5 off treatment (mean of 2 values) and 4.5 on it (mean of 2 values), "
        "of 10."
    )
    assert made.answer.clinician[0].startswith(
        "Average pain: 6.5 off treatment, 4.5 on it, difference −2 (−31\u00a0%); MDC 95\u00a0% "
    )
    assert as_json(made)["outcomes"][0]["compared"] == "off with on"
    (table,) = [one for one in content(made).tables if one.id == "outcomes"]
    assert table.head[1:4] == ("Off treatment", "On treatment", "Difference")


def test_in_the_example_trial_the_report_does_not_contradict_itself(report):
    made = report("synthetic-trial")
    plain = made.rated.plain.changed

    assert "better on the treatment than off it, by more than this scale moves" in plain
    assert "That is more than the scale moves by itself" in made.answer.changed[0]
    assert "reliably different" in made.answer.clinician[0]
    assert "not reliably" not in made.answer.clinician[0]


@pytest.mark.parametrize(
    ("values", "lang", "said"),
    [
        ((6, 6, 6, 6), "en", "Average pain was 6 of 10 both off treatment (mean of 2 values) and"),
        ((6, None, 7, None), "en", "Average pain was 6.5 of 10 off treatment and was not recorded"),
        ((None, 4, None, 5), "en", "Average pain was 4.5 of 10 on treatment and was not recorded"),
        (('"5 to 7"', 6, 6, 6), "en", "Which is higher cannot be told."),
        (
            (6, 4, 7, None),
            "de",
            "ohne Behandlung bei 6,5 (Mittelwert aus 2 Werten) und mit ihr bei",
        ),
    ],
)
def test_in_a_trial_nothing_is_said_of_before_and_after(values, lang, said):
    (text,) = drawn_report(*values, lang=lang).answer.changed

    assert said in text
    assert "before" not in text
