from caseline.instruments.model import Source
from tests.courses import SHORT, course_from, total


def test_a_source_is_found_by_its_key():
    course = course_from(SHORT + "[[sources]]\nkey = 'a'\ncite = 'b'\n")

    assert course.source("a") == Source("a", "b")


def test_the_span_of_a_course_runs_from_its_first_visit_to_its_last():
    course = course_from(SHORT + total("2025-03", "phq4.total", 5))

    assert (str(course.span.begin), str(course.span.end)) == ("2025-01-06", "2025-03")
