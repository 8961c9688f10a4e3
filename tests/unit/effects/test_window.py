from caseline.course import observe
from caseline.effects.window import Window, baseline_window, last_window
from caseline.interval import exactly
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, total

HEAD = BEGIN + TREATMENT + UNDATED
PAIN = "pain-nrs-100.average"


def observations(*visits):
    text = "".join(
        total(when, PAIN, value).replace("totals", f'condition = "{condition}"\ntotals', 1)
        for when, value, condition in visits
    )
    return observe(course_from(HEAD + text))[PAIN]


def test_the_baseline_is_everything_before_treatment():
    found = baseline_window(
        observations(
            ("2024-01-06", 10, "earlier history"),
            ("2025-01-06", 70, "before treatment"),
            ("2025-01-13", 60, "before treatment"),
            ("2025-05-05", 30, "on treatment"),
        )
    )

    assert (found.n, found.mean) == (2, exactly(65))


def test_the_last_window_is_as_long_as_the_baseline_and_at_the_end():
    values = [(f"2025-05-{day:02}", day, "on treatment") for day in (5, 12, 19)]
    found = last_window(observations(*values), 2)

    assert [one.value for one in found.observations] == [exactly(12), exactly(19)]


def test_the_last_window_holds_what_there_is_where_there_is_less():
    found = last_window(observations(("2025-05-05", 30, "on treatment")), 3)

    assert found.n == 1


def test_a_window_of_nothing_is_none():
    seen = observations(("2025-01-06", 70, "off treatment"))

    assert baseline_window(seen) is None
    assert last_window(seen, 1) is None


def test_weeks_are_counted_from_the_first_day_of_the_window():
    def weeks(*dates):
        return Window(observations(*((when, 1, "on treatment") for when in dates))).n_weeks

    assert weeks("2025-05-05", "2025-05-11") == 1
    assert weeks("2025-05-05", "2025-05-12") == 2
    assert weeks("2025-05-05", "2025-05-07", "2025-05-26") == 2


def test_a_window_runs_from_its_first_observation_to_its_last():
    found = Window(observations(("2025-01", 1, "on treatment"), ("2025-03", 2, "on treatment")))

    assert (str(found.when.begin), str(found.when.end)) == ("2025-01", "2025-03")
