"""Pictures of a course, each with a title and a text alternative."""

from caseline.charts.case_figures import pain_and_impact, symptoms_and_mood
from caseline.charts.course_chart import course_chart
from caseline.charts.figure import Figure

__all__ = ["Figure", "course_chart", "pain_and_impact", "symptoms_and_mood"]
