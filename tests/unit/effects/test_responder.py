import pytest

from caseline.effects import fm30
from tests.courses import BEGIN, TREATMENT, UNDATED, answered, course_from, dosed, total

HEAD = BEGIN + TREATMENT + UNDATED
ACTIVITIES = ("hair", "walk", "meal", "floors", "groceries", "stairs", "sheets", "sit", "shop")
BASELINE = dict.fromkeys((*ACTIVITIES, "pain", "energy", "sleep"), 10) | {
    "depression": 10,
    "anxiety": 10,
    "memory": 10,
}
BETTER = dict.fromkeys(BASELINE, 6)


def under(visit, condition):
    return visit.replace("responses", f'condition = "{condition}"\nresponses', 1).replace(
        "totals", f'condition = "{condition}"\ntotals', 1
    )


def responder(last, baseline=BASELINE, more=""):
    text = under(answered("2025-01-06", "fiqr", **baseline), "before treatment")
    text += more + under(answered("2025-05-06", "fiqr", **last), "on treatment")
    return fm30(course_from(HEAD + text))


def met(last, **more):
    return tuple(one.met for one in responder(last, **more))


def test_forty_percent_less_of_everything_meets_both_versions():
    assert met(BETTER) == ("yes", "yes")


def test_exactly_thirty_and_ten_percent_are_enough():
    last = BASELINE | {"pain": 7, "sleep": 7, "energy": 7} | dict.fromkeys(ACTIVITIES, 9)

    assert met(last) == ("yes", "yes")


@pytest.mark.parametrize(
    ("last", "short", "long"),
    [
        (BETTER | {"pain": 8}, "no", "no"),
        (BETTER | dict.fromkeys(ACTIVITIES, 10), "no", "no"),
        (BETTER | {"sleep": 8, "energy": 8}, "no", "yes"),
        (BETTER | {"sleep": 8}, "yes", "yes"),
        (BASELINE | dict.fromkeys(ACTIVITIES, 6) | {"pain": 6, "sleep": 6}, "yes", "no"),
    ],
    ids=["pain", "function", "sleep and fatigue", "sleep", "one symptom alone"],
)
def test_a_part_that_is_not_reached_decides(last, short, long):
    assert met(last) == (short, long)


def test_a_missing_part_leaves_it_undecided_unless_another_part_decides():
    without_function = dict.fromkeys(("pain", "energy", "sleep"), 6)
    without_sleep = {item: value for item, value in BETTER.items() if item != "sleep"}

    assert met(without_function) == ("cannot be decided", "cannot be decided")
    assert met(without_function | {"pain": 10}) == ("no", "no")
    assert met(without_sleep) == ("yes", "yes")
    assert met(without_sleep | {"energy": 10}) == ("cannot be decided", "yes")


def test_pain_of_the_diary_comes_before_the_pain_item():
    diary = under(total("2025-02-06", "pain-nrs.average", 8), "before treatment")
    diary += under(total("2025-03-06", "pain-nrs.average", 8), "on treatment")
    short, _ = responder(BETTER, more=diary)

    assert (short.parts[0].outcome_id, short.parts[0].reached) == ("pain-nrs.average", "no")


def test_pain_that_may_have_reached_the_mark_is_undecided():
    diary = under(total("2025-02-06", "pain-nrs.average", 8), "before treatment")
    diary += under(total("2025-03-06", "pain-nrs.average", '"4 to 6"'), "on treatment")

    assert met(BETTER, more=diary) == ("cannot be decided", "cannot be decided")


def test_where_periods_were_drawn_by_lot_off_is_compared_with_on():
    # Pain is 6 on the drug and 10 off it; before the first period it was 7.
    doses = (("2025-01-06", 0), ("2025-01-13", 4.5), ("2025-01-20", 0), ("2025-01-27", 4.5))
    weeks = zip(
        ("2025-01-03", "2025-01-07", "2025-01-14", "2025-01-21", "2025-01-28"),
        (BASELINE | {"pain": 7, "sleep": 7}, BASELINE, BETTER, BASELINE, BETTER),
        strict=True,
    )
    visits = "".join(answered(day, "fiqr", **answers) for day, answers in weeks)
    order = '[allocation]\norder = "%s"\n'

    lot, _ = fm30(course_from(dosed(*doses) + visits + order % "randomised"))
    fixed, _ = fm30(course_from(dosed(*doses) + visits + order % "fixed"))

    assert (lot.met, lot.parts[0].reached) == ("yes", "yes")
    assert (fixed.met, fixed.parts[0].reached) == ("no", "no")


def test_the_parts_name_what_stood_for_them():
    _, long = responder(BETTER)

    assert [(part.domain, part.at_least_percent, part.outcome_id) for part in long.parts] == [
        ("pain", 30, "fiqr.pain"),
        ("function", 10, "fiqr.function"),
        ("sleep", 30, "fiqr.sleep"),
        ("fatigue", 30, "fiqr.energy"),
        ("depression", 30, "fiqr.depression"),
        ("anxiety", 30, "fiqr.anxiety"),
        ("cognition", 30, "fiqr.memory"),
    ]
