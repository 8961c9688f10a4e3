import re
from datetime import date
from pathlib import Path

import pytest

from caseline.charts import course_chart, pain_and_impact, symptoms_and_mood
from caseline.charts.theme import colour
from caseline.course import read_course
from caseline.effects.course_level import CourseLevel
from tests.courses import BEGIN, SHORT, TREATMENT, UNDATED, VISIT, course_from, dosed, total

EXAMPLES = Path(__file__).parents[3] / "examples"

pytestmark = pytest.mark.extra

ACCENT, INK, PAPER = colour("accent"), colour("ink"), colour("paper")
BEFORE = {"first": "2023-02-01", "last": "2023-08-31"}
APRIL = {"first": "2025-04-01", "last": "2025-04-30"}


def near(rows, **wanted):
    """The rows that hold these values."""
    return [row for row in rows if wanted.items() <= row.items()]


def upright(rows, low):
    """The lines that stand on this value."""
    return [row for row in near(rows, low=low) if row["high"] != low]


# ── the published case: phase summaries are spans ──────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["course", "pain-and-impact", "symptoms-and-mood"])
def test_a_phase_summary_is_never_a_point(figure, parts, kind):
    assert parts(figure("moser-2025", kind)).readings == []
    assert parts(figure("moser-2025", kind)).rows("line") == []


def test_a_phase_summary_is_a_span_from_its_first_possible_day_to_its_last(figure, parts):
    bars = parts(figure("moser-2025")).rows("rule", strokeWidth=3)
    assert {row["y"] for row in near(bars, **BEFORE)} == {9, 70, 90, 7, 26, 17}


def test_a_reading_in_a_month_is_a_span_over_the_month(figure, parts):
    bars = parts(figure("moser-2025")).rows("rule", strokeWidth=3)
    assert {row["y"] for row in near(bars, **APRIL)} == {35, 30, 55, 6, 5}


def test_above_seventy_is_a_band_with_one_edge_that_pales_towards_the_end_of_the_scale(
    figure, parts
):
    held = parts(figure("moser-2025"))
    boxes = near(held.rows("rect", fill=INK), low=70, **BEFORE)
    assert max(row["high"] for row in boxes) == 100
    assert len({row["high"] for row in boxes}) > 5
    edges = near(held.rows("rule", strokeWidth=1.5), **BEFORE)
    assert [row["y"] for row in edges] == [70]
    assert ">70" in held.texts


def test_both_readings_are_drawn_and_said(figure, parts):
    held = parts(figure("moser-2025"))
    assert near(held.rows("rect", fill=INK), low=35, high=65, **APRIL)
    assert near(held.rows("rule", strokeWidth=3), y=35, **APRIL)
    assert {"fell by 35 (35–65)", "or to 35"} <= set(held.texts)


def test_a_mean_over_a_span_is_called_a_mean(figure, parts):
    assert {"mean 90", "mean 70", "55", "30"} <= set(parts(figure("moser-2025")).texts)


# ── values with several readings, and at the ends of the scale ─────────────────────────────────


def several(visit):
    """The visit with what stands as its value as its readings."""
    return visit.replace("value = [", "readings = [", 1)


BEFORE_60_OR_80 = several(
    total("2025-01", "fiqr.total", "[{ text = 'a', value = 60 }, { text = 'b', value = 80 }]")
)
TO_70 = total("2025-01", "pain-nrs-100.average", 70)
DOSED = dosed(("2025-02-01", 4.5))


def test_readings_of_a_baseline_are_drawn_and_called_values(parts):
    held = parts(course_chart(course_from(DOSED + BEFORE_60_OR_80)))
    bars = held.rows("rule", strokeWidth=3)
    assert {row["y"] for row in bars} == {60, 80}
    assert {"80", "or 60"} <= set(held.texts)


def test_in_a_shared_panel_a_reading_below_another_outcome_is_named_again(parts):
    held = parts(pain_and_impact(course_from(DOSED + BEFORE_60_OR_80 + TO_70)))
    said = [row for row in held.rows("text") if ": " in row["text"] and "stroke" not in row]
    said.sort(key=lambda row: -row["y"])
    assert [row["text"] for row in said] == [
        "Fibromyalgia impact (FIQR): 80",
        "Average pain: 70",
        "FIQR: or 60",
    ]


def test_several_readings_of_one_point_stand_beside_it_under_each_other(parts):
    text = DOSED + BEFORE_60_OR_80.replace('"2025-01"', '"2025-01-06"')
    held = parts(course_chart(course_from(text)))
    high, low = sorted(
        (row for row in held.rows("text", align="left") if row["text"] in ("80", "or 60")),
        key=lambda row: -row["y"],
    )[::2]
    assert (high["text"], low["text"]) == ("80", "or 60")
    assert high["dx"] == low["dx"] > 0
    assert len(held.rows("point", shape="circle")) == 2


def test_the_figure_of_a_point_at_the_top_stands_below_it_and_not_in_the_title(parts):
    visits = [total(f"2025-01-{n:02d}", "pain-nrs-100.average", n) for n in (5, 100 // 4, 30)]
    top = total("2025-03-05", "pain-nrs-100.average", 100)
    held = parts(course_chart(course_from(DOSED + "".join(visits) + top)))
    moved = {row["text"]: row["dy"] for row in held.rows("text", align="center") if "dy" in row}
    assert moved["100"] > 0
    assert moved["30"] < 0


def test_a_value_that_may_be_anything_gets_the_ends_of_its_scale_and_no_bracket(parts):
    visits = total("2025-01-05", "phq4.total", '">=0"') + total("2025-03-05", "phq4.total", 3)
    held = parts(course_chart(course_from(DOSED + visits)))
    assert "0–12" in held.texts
    assert not [text for text in held.texts if "measurement error" in text]


# ── lanes ──────────────────────────────────────────────────────────────────────────────────────


def test_the_lane_invents_no_beginning(figure, parts):
    held = parts(figure("moser-2025"))
    full = [row for row in held.rows("rect", fill=ACCENT) if "fillOpacity" not in row]
    assert {row["first"][:10] for row in full} == {"2025-04-01"}
    pale = [row for row in held.rows("rect", fill=ACCENT) if "fillOpacity" in row]
    assert min(row["first"] for row in pale) > "2025-01"
    assert {"start not on record", "before treatment", "4.5 mg"} <= set(held.texts)


def test_a_dated_dose_begins_on_its_day_and_its_height_is_the_dose(parts):
    visits = total("2025-01-01", "phq4.total", 7) + total("2025-03-01", "phq4.total", 5)
    course = course_from(dosed(("2025-01-11", 1.5), ("2025-02-01", 4.5)) + visits)
    held = parts(course_chart(course))
    full = [row for row in held.rows("rect", fill=ACCENT) if row["low"] - row["high"] > 0]
    steps = [row for row in full if "fillOpacity" not in row]
    assert [(row["first"][:10], row["last"][:10]) for row in steps] == [
        ("2025-01-11", "2025-02-01"),
        ("2025-02-01", "2025-03-01"),
    ]
    low, high = (row["low"] - row["high"] for row in steps)
    assert high == 3 * low
    assert "start not on record" not in held.texts


def test_doses_whose_figures_would_touch_leave_some_out_and_keep_the_last(parts):
    steps = [(f"2025-01-{day:02d}", day / 2) for day in range(1, 10)]
    visits = total("2025-01-01", "phq4.total", 7) + total("2026-01-01", "phq4.total", 5)
    texts = parts(course_chart(course_from(dosed(*steps) + visits), "en", "narrow")).texts
    assert "4.5 mg" in texts
    assert "4" not in texts


def test_a_dose_known_to_the_month_pales_over_it(parts):
    visits = total("2025-01-01", "phq4.total", 7) + total("2025-06-01", "phq4.total", 5)
    held = parts(course_chart(course_from(dosed(("2025-02", 4.5)) + visits)))
    (box,) = held.rows("rect", fill=ACCENT, fillOpacity=0.08)
    assert box["first"][:10] == "2025-02-28"
    pale = [row["first"][:10] for row in held.rows("rect", fill=ACCENT) if "fillOpacity" in row]
    assert min(pale) == "2025-02-01"


def test_a_treatment_that_no_date_and_no_visit_places_has_no_bar(parts):
    held = parts(course_chart(course_from(SHORT)))
    assert held.rows("rect", fill=ACCENT) == []
    assert "dates not on record" in held.texts


@pytest.mark.parametrize("dose", ["amount = 0", "amount = 0, placebo = true"])
def test_a_treatment_that_was_never_given_lacks_no_dates(parts, dose):
    course = course_from(f"{BEGIN}{TREATMENT}doses = [{{ {dose} }}]\n{VISIT}")
    held = parts(course_chart(course))
    assert "no dose on record" in held.texts
    assert "dates not on record" not in held.texts


def test_nothing_given_has_no_start_that_could_be_missing():
    course = course_from(f"{BEGIN}{TREATMENT}doses = [{{ amount = 0 }}]\n{VISIT}")
    assert course_chart(course).description.startswith("naltrexone: none. ")


def test_placebo_has_a_lane_of_its_own_hatched_and_without_the_treatments_colour(figure, parts):
    held = parts(figure("synthetic-trial"))
    assert "placebo" in held.texts
    frames = held.rows("rect", fillOpacity=0)
    starts = ["2025-03-31", "2025-04-28", "2025-05-12", "2025-06-23"]
    assert [row["first"][:10] for row in frames] == starts
    assert len(held.rows("rule", strokeWidth=0.7)) > 20
    shaded = held.rows("rect", fill=ACCENT, fillOpacity=0.08)
    assert not {row["first"][:10] for row in shaded} & set(starts)


def test_the_bracket_of_a_trial_begins_at_the_mean_off_treatment(figure, parts):
    held = parts(figure("synthetic-trial"))
    off, on = sorted(row["y"] for row in held.rows("rule", strokeDash=[5, 3]))[:0:-1][:2]
    starts = [row["y"] for row in held.rows("rule", strokeWidth=1.2) if "y" in row]

    assert off in starts
    assert on not in starts
    assert any("Dashed lines: the mean of all readings off" in text for text in held.texts)


def test_an_undated_earlier_treatment_stands_left_of_the_time_axis(figure, parts):
    held = parts(figure("moser-2025"))
    (text,) = [text for text in held.texts if text.startswith("Before: ")]
    assert text.endswith("dates not on record: “did not respond to conventional therapy”")
    grey = [row for row in held.rows("rect", fill=colour("grey")) if row["low"] == 11]
    assert max(row["last"] for row in grey) < "2023-01-20"


EARLIER = """
[[earlier_treatments]]
name = "duloxetine"
from = 2025-01-05
to = 2025-01-20
"""
BESIDE = """
[[co_treatments]]
name = "exercise"
from = 2025-02-01
to = 2025-02-20

[[co_treatments]]
name = "amitriptyline"
to = 2025-02-10

[[co_treatments]]
name = "yoga"
from = 2025-02-11

[[co_treatments]]
name = "paracetamol"
"""


def test_dated_treatments_lie_over_their_days_and_pale_where_an_end_is_unknown(parts):
    visits = total("2025-01-01", "phq4.total", 7) + total("2025-03-01", "phq4.total", 5)
    course = course_from(dosed(("2025-01-11", 1.5)) + EARLIER + BESIDE + visits)
    held = parts(course_chart(course))
    grey = held.rows("rect", fill=colour("grey"))
    full = [row for row in grey if row.get("fillOpacity") == 1]
    assert [(row["first"][:10], row["last"][:10]) for row in full] == [
        ("2025-01-05", "2025-01-20"),
        ("2025-02-01", "2025-02-20"),
    ]
    pale = [row for row in grey if row.get("fillOpacity", 1) < 0.2]
    assert {row["last"][:10] for row in pale} >= {"2025-02-10"}
    assert {row["first"][:10] for row in pale} >= {"2025-02-11"}
    assert "duloxetine, 5 Jan to 20 Jan 2025: why it ended is not on record" in " ".join(held.texts)
    assert "paracetamol, dates not on record" in held.texts


def test_what_changed_in_a_treatment_beside_it_is_said_in_the_readers_language(parts):
    changed = "[[co_treatments]]\nname = 'yoga'\nchange = '{}'\n"
    both = changed.format("new") + changed.format("twice a week")
    course = course_from(dosed(("2025-01-11", 1.5)) + both + VISIT)
    told = " ".join(parts(course_chart(course, "de")).texts)
    assert "yoga, neu, Zeitraum nicht dokumentiert" in told
    assert "yoga, twice a week, Zeitraum" in told


# ── references, events, notes ──────────────────────────────────────────────────────────────────


def test_severity_bands_bear_the_name_of_one_author(figure, parts):
    texts = parts(figure("moser-2025")).texts
    assert texts.count("Salaffi 2021") == 1
    assert "Salaffi 2018" not in texts
    assert {"remission", "very severe", "Kroenke 2009"} <= set(texts)


def test_words_of_bands_that_have_no_room_are_those_of_the_ends(figure, parts):
    texts = parts(figure("synthetic-diary", "course", "en", "narrow")).texts
    assert {"very much", "worse", "improved"} <= set(texts)
    assert "no change" not in texts


def test_measurement_error_is_a_bracket_from_the_baseline(figure, parts):
    held = parts(figure("moser-2025"))
    whole = upright(held.rows("rule", strokeWidth=1.2), low=70)
    assert sorted(round(row["high"]) for row in whole) == [52, 54]  # 70 − 18.1, 70 − 16
    dashed = held.rows("rule", strokeDash=[2, 2])
    assert (42, 54) in [(round(row["high"]), round(row["low"])) for row in dashed]
    assert "measurement error 18–31" in held.texts
    assert "measurement error 2.0–3.2" in held.texts


def test_a_bracket_points_the_way_the_change_went(parts):
    visits = total("2025-01-01", "phq4.total", 3) + total("2025-03-01", "phq4.total", 8)
    held = parts(course_chart(course_from(dosed(("2025-02-01", 4.5)) + visits)))
    (bracket,) = upright(held.rows("rule", strokeWidth=1.2), low=3)
    assert bracket["high"] > 3


def test_the_patients_own_threshold_is_a_bracket_at_its_outcome_only(figure, parts):
    texts = parts(figure("synthetic-diary")).texts
    assert texts.count("matters to the patient: 2") == 1


def test_a_lower_is_worse_outcome_says_so(parts):
    visits = total("2025-01-01", "eq-5d-5l.vas", 40) + total("2025-03-01", "eq-5d-5l.vas", 60)
    held = parts(course_chart(course_from(dosed(("2025-02-01", 4.5)) + visits)))
    assert "Health today (EQ-VAS), lower is worse" in held.texts


def test_few_readings_are_labelled_and_many_are_not(figure, parts):
    texts = parts(figure("synthetic-diary")).texts
    assert {"63.2", "80", "37.3"} <= set(texts)
    assert len([text for text in texts if re.fullmatch(r"[\d.]+", text)]) < 100
    assert len(texts) < 180


def test_readings_are_hollow_until_treatment_and_filled_on_it(figure, parts):
    held = parts(figure("synthetic-diary"))
    hollow, filled = (held.rows("point", fill=tone, shape="circle") for tone in (PAPER, INK))
    assert {row["on"] for row in filled if "2025-04-14" <= row["on"] < "2025-04-21"} == set()
    assert min(row["on"] for row in filled) >= "2025-02-03"
    assert "2025-01-06" in {row["on"] for row in hollow}


def test_a_value_between_bounds_on_one_day_is_an_upright(parts):
    text = BEGIN + TREATMENT + UNDATED + total("2025-01-06", "fiqr.total", '"40 to 60"')
    text += total("2025-01-09", "fiqr.total", '"<30"')
    held = parts(course_chart(course_from(text)))
    uprights = held.rows("rule", strokeWidth=3, opacity=0.45)
    assert [(row["on"], row["low"], row["high"]) for row in uprights] == [
        ("2025-01-06", 40, 60),
        ("2025-01-09", 0, 30),
    ]


def test_a_band_with_two_bounds_does_not_pale_and_one_below_a_bound_pales_down(parts):
    visits = total("2025-01", "fiqr.total", '"40 to 60"') + total("2025-03", "fiqr.total", '"<30"')
    held = parts(course_chart(course_from(BEGIN + TREATMENT + UNDATED + visits)))
    boxes = held.rows("rect", fill=INK)
    assert len(near(boxes, low=40, high=60)) == 1
    assert len(near(boxes, high=30)) > 5
    assert "<30" in held.texts


EVENTS = """
[[side_effects]]
what = "nausea"
onset = 2025-02-20
severity = "moderate"
action = "dose reduced"

[[side_effects]]
what = "headache"

[[life_events]]
what = "moved house"
on = 2025-02-19
"""


def test_events_are_numbered_in_order_of_time_and_undated_ones_have_no_mark(parts):
    visits = total("2025-01-01", "phq4.total", 7) + total("2025-03-01", "phq4.total", 5)
    course = course_from(dosed(("2025-02-01", 4.5)) + EVENTS + visits)
    held = parts(course_chart(course))
    told = [text for text in held.texts if text[1:3] == "  "]
    assert told == [
        "1  moved house, 19 Feb 2025",
        "2  nausea, moderate, dose reduced, since 20 Feb 2025",
        "3  headache, date not on record",
    ]
    badges = held.rows("point", size=150)
    assert [row["text"] for row in badges] == ["1", "2"]
    assert badges[0]["y"] != badges[1]["y"]  # a day apart: one above the other


def test_missed_visits_are_ticks_on_the_axis(figure, parts):
    ticks = {row["on"] for row in parts(figure("synthetic-diary")).rows("rule", strokeWidth=1.4)}
    assert {"2025-01-25", "2025-04-25"} <= ticks
    assert len(ticks) == 13


def test_what_is_not_on_record_is_said(figure, parts):
    told = " ".join(parts(figure("moser-2025")).texts)
    assert "Side effects: not on record. Other events: not on record." in told
    assert "Other treatment: not on record" in told


@pytest.mark.parametrize("kind", ["course", "pain-and-impact", "symptoms-and-mood"])
@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_synthetic_data_are_called_so_in_the_picture(figure, parts, kind, width):
    label = "Synthetic data – not a real person"
    assert label in parts(figure("synthetic-diary", kind, "en", width)).texts
    assert label not in parts(figure("moser-2025", kind, "en", width)).texts


def test_german_pictures_are_german(figure, parts):
    held = parts(figure("moser-2025", "course", "de"))
    assert {"Stärkster Schmerz", "Beginn nicht dokumentiert", "4,5 mg", "März"} <= set(held.texts)
    assert {"um 35 gesunken (35–65)", "Messfehler 2,0–3,2", "sehr schwer"} <= set(held.texts)


def test_outcomes_come_with_the_primary_first_and_those_seen_once_last(figure, parts):
    texts = parts(figure("synthetic-diary")).texts
    names = ("Average pain", "Fibromyalgia impact (FIQR)", "Worst pain")
    assert sorted(names, key=texts.index) == list(names)
    texts = parts(figure("moser-2025")).texts
    names = ("Anxiety and low mood (PHQ-4)", "Painful body regions (WPI)")
    assert sorted(names, key=texts.index) == list(names)


# ── the case report's figures ──────────────────────────────────────────────────────────────────


def test_outcomes_on_one_scale_share_a_panel_and_bear_their_names(figure, parts):
    pain = figure("moser-2025", "pain-and-impact")
    texts = parts(pain).texts
    assert {
        "Worst pain: mean 90",
        "Average pain: mean 70",
        "Fibromyalgia impact (FIQR): >70",
    } <= set(texts)
    assert {"Worst pain: 55", "FIQR: fell by 35 (35–65)", "or to 35"} <= set(texts)
    assert {"Symptom severity (SSS): 9", "SSS: 6", "PHQ-4: 5"} <= set(
        parts(figure("moser-2025", "symptoms-and-mood")).texts
    )


def test_names_of_points_stand_at_the_right_end_after_their_sign(figure, parts):
    held = parts(figure("synthetic-trial", "pain-and-impact"))
    signs = held.rows("point", size=36)
    assert len(signs) == 2
    assert {"Worst pain", "Average pain"} <= set(held.texts)


def test_a_figure_without_its_outcomes_is_not_made():
    course = course_from(SHORT)  # a PHQ-4 alone
    assert pain_and_impact(course) is None
    assert symptoms_and_mood(course) is not None


def test_a_short_chart_says_how_many_outcomes_it_leaves_out():
    course = read_course(EXAMPLES / "moser-2025.toml")
    short = course_chart(course, most=3)

    assert short.id == "course-chart-short"
    assert "Not shown here: 4 more and the pain drawings, in the full chart." in short.svg
    assert len(short.svg) < len(course_chart(course).svg)


# What the model sees behind the values.

DAILY = [total(f"2025-01-{n:02d}", "pain-nrs.average", 6 + n % 2) for n in range(1, 29)]
BEHIND = CourseLevel(
    outcome="pain-nrs.average",
    days=(date(2025, 1, 1), date(2025, 1, 28)),
    means=(6.5, 5.25),
    lows=(6.0, 4.0),
    highs=(7.0, 6.5),
)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_the_level_of_the_model_lies_in_its_interval_behind_the_points(parts, width):
    made = course_chart(course_from(DOSED + "".join(DAILY)), "en", width, level=BEHIND)
    held = parts(made)
    kinds = [layer["mark"]["type"] for layer in held.layers]

    assert [(row["low"], row["y"]) for row in held.rows("area")] == [(6.0, 7.0), (4.0, 6.5)]
    assert [row["y"] for row in held.rows("line", strokeWidth=1.4)] == [6.5, 5.25]
    assert kinds.index("area") < kinds.index("point", kinds.index("area"))
    assert any("Blue line in its band" in text for text in held.texts) or width == "narrow"
    assert "at first 6.5 (6.0 to 7.0), at last 5.3 (4.0 to 6.5)" in made.description


def test_a_level_of_an_outcome_that_is_not_shown_leaves_the_picture_as_it_is():
    course = course_from(DOSED + total("2025-01-06", "phq4.total", 7))

    assert course_chart(course, level=BEHIND).svg == course_chart(course).svg
