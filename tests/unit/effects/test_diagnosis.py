from fractions import Fraction

from caseline.effects.diagnosis import diagnoses
from caseline.interval import Interval, exactly
from tests.courses import course_from, dosed, total

DOSED = dosed(("2025-02-01", 4.5))
BY_5_OR_TO_5 = '[{ text = "by 5", change = -5 }, { text = "to 5", value = 5 }]'


def test_a_count_given_as_a_change_leads_there_from_the_baseline():
    later = total("2025-03-10", "fsq.wpi", BY_5_OR_TO_5).replace("value = [", "readings = [", 1)
    before, after = diagnoses(course_from(DOSED + total("2025-01-06", "fsq.wpi", 17) + later))

    assert before.wpi == exactly(17)
    assert after.wpi == Interval(Fraction(5), Fraction(12))
