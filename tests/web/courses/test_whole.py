"""A course as rows is the course that was entered."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseline.course.read import read_course

pytestmark = pytest.mark.extra

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_course_that_is_entered_part_by_part_comes_out_the_same(path, course, enter):
    from caseline_web.courses.from_file import parts_of
    from caseline_web.courses.store import entries
    from caseline_web.courses.whole import course_of

    given = read_course(path)
    enter(*parts_of(given))
    found = course_of(given.pseudonym, entries(course), today=date(2030, 1, 1))
    assert replace(found, visits=()) == replace(given, visits=())
    assert _answers(found) == _answers(given)


def _answers(course):
    """What was recorded on which days, however it is parted into visits."""
    told = [
        (str(visit.when), type(part).__name__, _name(part), visit.condition, visit.mode, part)
        for visit in course.visits
        for part in (*visit.responses, *visit.totals, visit.drawing)
        if part is not None
    ]
    return sorted(told, key=lambda one: one[:3])


def _name(part):
    instrument = getattr(part, "instrument", None)
    rule = getattr(part, "rule", None)
    return f"{instrument and instrument.id}.{rule and rule.id}"


def test_a_blind_that_was_broken_is_so_for_everybody_who_was_blinded(course, enter):
    from caseline_web.courses.store import entries
    from caseline_web.courses.whole import document_of

    enter(
        ("blinding", {"patient": "blinded", "clinician": "open"}),
        ("unblinded", {"on": "2026-03-03", "reason": "emergency"}),
    )
    told = document_of("P", entries(course), date(2026, 3, 4))["blinding"]
    assert told == {"patient": "broken", "clinician": "open", "guesses": "not on record"}
