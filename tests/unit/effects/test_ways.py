from fractions import Fraction

from caseline.course import observe
from caseline.effects.ways import MOST_APART, hull, ways
from caseline.interval import Interval, exactly
from tests.courses import BEGIN, TREATMENT, UNDATED, course_from, total

HEAD = BEGIN + TREATMENT + UNDATED
PAIN = "pain-nrs-100.average"
TWO = '[{ text = "a", value = 30 }, { text = "b", value = 40 }]'
MIXED = '[{ text = "by 10", change = -10 }, { text = "to 10", value = 10 }]'


def ways_of(*values):
    visits = (
        total(f"2025-01-{day:02}", PAIN, value).replace("value = [", "readings = [", 1)
        for day, value in enumerate(values, 1)
    )
    return ways(observe(course_from(HEAD + "".join(visits)))[PAIN])


def test_a_value_without_readings_can_be_read_in_one_way():
    (way,) = ways_of(30)

    assert (way.text, way.fixed, way.leaning) == ("", exactly(30), 0)


def test_each_reading_of_one_value_meets_each_of_another():
    found = [(way.text, way.fixed.exact) for way in ways_of(TWO, 50, TWO)]

    # the means of 30 or 40, 50, and 30 or 40
    assert found == [
        ("a, a", Fraction(110, 3)),
        ("a, b", 40),
        ("b, a", 40),
        ("b, b", Fraction(130, 3)),
    ]


def test_a_mean_leans_on_the_baseline_by_the_share_of_its_changes():
    by_10, to_10 = ways_of(MIXED, 50)
    baseline = exactly(60)

    assert (by_10.leaning, to_10.leaning) == (Fraction(1, 2), 0)
    assert (by_10.change(baseline), to_10.change(baseline)) == (exactly(-10), exactly(-30))
    assert (by_10.share(baseline), to_10.share(baseline)) == (
        exactly(Fraction(-1, 6)),
        exactly(Fraction(-1, 2)),
    )


def test_more_combinations_than_a_reader_follows_are_one_without_losing_any():
    (way,) = ways_of(*[TWO] * 4)

    assert MOST_APART < 2**4
    assert (way.text, way.fixed) == ("", Interval(Fraction(30), Fraction(40)))


def test_together_too_a_change_stays_a_change():
    found = {way.leaning: way.fixed for way in ways_of(*[MIXED] * 4)}

    assert found == {Fraction(n, 4): exactly(10 * Fraction(4 - 2 * n, 4)) for n in range(5)}


def test_hulls_of_what_is_missing_are_missing():
    assert hull([]) is None
    assert hull([exactly(1), None]) is None
    assert hull([exactly(1), exactly(3)]) == Interval(Fraction(1), Fraction(3))
