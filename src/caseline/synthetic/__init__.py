"""Courses that nobody lived through, from a seeded generator, to try things out on."""

from caseline.course.write import write_course
from caseline.synthetic.diary import synthetic_diary
from caseline.synthetic.trial import synthetic_trial

__all__ = ["example_files", "synthetic_diary", "synthetic_trial"]

SEED = 2025
HEADER = """\
# A synthetic course: nobody lived through this, and it says nothing about any drug.
# Made by a seeded generator, caseline.synthetic.{maker}(seed={seed});
# `python -m caseline.synthetic examples/` writes it again.

"""


def example_files() -> dict[str, str]:
    """The text of each synthetic course that ships as an example, by file name."""
    made = {
        "synthetic-diary.toml": (synthetic_diary.__name__, synthetic_diary(SEED)),
        "synthetic-trial.toml": (synthetic_trial.__name__, synthetic_trial(SEED)),
    }
    return {
        name: HEADER.format(maker=maker, seed=SEED) + write_course(course)
        for name, (maker, course) in made.items()
    }
