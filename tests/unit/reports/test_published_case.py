"""The published case: Moser, Cureus 2025;17(5):e83824, from its abstract and figure legends.

The expected numbers are those of the page, or differences of two of them. The traps are
places where a report could say more than the page does.
"""

import pytest

from caseline.reports.content import content

pytestmark = pytest.mark.extra


def outcome(published, name):
    return next(one for one in published["outcomes"] if one["id"] == name)


def test_the_drawing_counts_17_of_19_and_leaves_out_abdomen_and_lower_back(published):
    wpi = published["wpi"]

    assert (wpi["count"], wpi["of"], len(wpi["regions"])) == (17, 19, 17)
    assert not {"abdomen", "lowerback"} & set(wpi["regions"])


def test_all_five_regions_of_2016_are_positive(published):
    assert published["generalised_pain"] == {"value": 5, "of": 5}


def test_the_severity_score_is_26_of_31_from_a_drawing_and_an_entered_total(published):
    assert published["severity"] == {"value": 26, "of": 31}


@pytest.mark.parametrize("criterion", ["acr2010", "acr2011", "acr2016"])
def test_thresholds_are_reached_but_the_criteria_stay_unknown(published, criterion):
    one = published["criteria"][criterion]

    assert (one["thresholds_reached"], one["met"]) == (True, "unknown")
    assert "3 months" in one["why"]


@pytest.mark.parametrize(
    ("criterion", "asks"), [("acr2010", True), ("acr2011", True), ("acr2016", False)]
)
def test_only_the_older_criteria_also_lack_the_exclusion(published, criterion, asks):
    assert ("other disorder" in published["criteria"][criterion]["why"]) is asks


@pytest.mark.parametrize(
    ("name", "baseline", "last", "change", "reliable"),
    [
        ("pain-nrs-100.average", 70, 30, -40, "yes"),
        ("pain-nrs-100.worst", 90, 55, -35, "yes"),
        ("fsq.sss", 9, 6, -3, "borderline"),
        ("phq4.total", 7, 5, -2, "no"),
    ],
)
def test_change_against_measurement_error(published, name, baseline, last, change, reliable):
    one = outcome(published, name)

    assert (one["baseline"], one["last"], one["change"]) == (baseline, last, change)
    assert one["reliable"] == reliable


def test_the_fiqr_carries_both_readings(published):
    fiqr = outcome(published, "fiqr.total")

    assert fiqr["baseline"] == {"low": 70, "high": 100}
    assert [(one["text"], one["last"], one["change"]) for one in fiqr["readings"]] == [
        ("by 35", {"low": 35, "high": 65}, -35),
        ("to 35", 35, {"low": -65, "high": -35}),
    ]
    assert fiqr["reliable"] == "yes"


def test_percent_of_the_baseline(published):
    assert outcome(published, "pain-nrs-100.average")["percent"] == pytest.approx(-57.142857)
    assert outcome(published, "pain-nrs-100.worst")["percent"] == pytest.approx(-38.888889)


def test_error_ranges_are_the_published_ones(published):
    pain = outcome(published, "pain-nrs-100.average")["mdc"]
    fiqr = outcome(published, "fiqr.total")["mdc"]

    assert (pain["low"], pain["high"]) == (16, 28)
    assert (fiqr["low"], fiqr["high"]) == (
        pytest.approx(18.1, abs=0.05),
        pytest.approx(31.4, abs=0.05),
    )


def test_trap_1_time_on_the_drug_and_under_observation_are_apart(published):
    assert published["time"] == {
        "observed_days": {"low": 764, "high": 820},
        "on_drug_days": "not on record",
    }


def test_trap_4_the_symptom_severity_total_gets_no_word_of_its_items(report):
    words = " ".join(report("moser-2025").answer.clinician + report("moser-2025").answer.changed)

    assert "slight" not in words
    assert not [r for r in tables(report, "bands").rows if "SSS" in r[0] and "WPI" not in r[0]]


def test_trap_5_the_status_at_follow_up_is_unknown(report):
    said = " ".join(report("moser-2025").answer.clinician)

    assert "cannot be told: the Widespread Pain Index was not recorded again" in said
    assert "a symptom severity of 6 still reaches the 5" in said


def test_trap_6_two_points_of_phq4_are_not_an_improvement(report):
    said = [line for line in report("moser-2025").answer.changed if "PHQ-4" in line]

    assert "not reliably changed" in said[0]


def test_trap_7_an_unmarked_lower_back_is_asked_about(report):
    from caseline.reports.facts import notes

    assert any(
        "lower back is unmarked although 17 of 19" in note for note in notes(report("moser-2025"))
    )


def test_trap_9_significant_stands_only_in_the_authors_quotation(report):
    from caseline.reports.html import html

    page = html(report("moser-2025"))

    assert page.count("significant") == 1
    assert "<blockquote" in page.split("significant")[0][-80:]


def test_trap_10_a_mean_against_one_date_is_named(report):
    assert any("mean over a span" in one for one in content(report("moser-2025")).notes)


def test_fm30_cannot_be_decided(published):
    assert {one["met"] for one in published["responder"].values()} == {"cannot be decided"}


def test_two_authors_stand_side_by_side_and_call_26_very_severe(report):
    rows = [row for row in tables(report, "bands").rows if "WPI + SSS" in row[0]]

    assert [(row[1], row[2]) for row in rows] == [
        ("Wolfe 2015", "very severe"),
        ("Salaffi 2021", "very severe"),
    ]


def test_what_is_missing_is_listed(published):
    assert {
        "treatment.start",
        "side_effects",
        "co_treatments",
        "visits.single",
        "wpi.follow_up",
        "patient_global",
        "plan.primary_outcome",
        "diagnosis.symptoms_months",
        "consent.off_label",
    } <= set(published["not_on_record"])


def test_no_probability_is_given_and_it_is_said_why(published):
    assert published["analysis"]["effect"] is None
    assert published["analysis"]["verdict"] is None
    assert published["analysis"]["verdict_refused"] == "published summary"
    assert published["analysis"]["sensitivity"] == []
    assert "No interval and no probability" in published["answer"]["clinician"]


def tables(report, name):
    from caseline.reports.tables import tables as made

    return next(table for table in made(report("moser-2025")) if table.id == name)


def test_phases_that_a_source_names_keep_the_months_it_gives(report):
    rows = tables(report, "phases").rows

    assert [row[2:4] for row in rows] == [("February 2023", "August 2023"), ("April 2025",) * 2]
