"""The course: one person under one treatment over time."""

from caseline.course.model import Course, Observation, Outcome, Phase
from caseline.course.notices import notices
from caseline.course.observe import observe, outcomes
from caseline.course.phases import Design, design, phases
from caseline.course.read import read_course

__all__ = [
    "Course",
    "Design",
    "Observation",
    "Outcome",
    "Phase",
    "design",
    "notices",
    "observe",
    "outcomes",
    "phases",
    "read_course",
]
