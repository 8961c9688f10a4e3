"""What could have fooled us, as far as the record shows, and what would make it firmer.

This names; it does not grade.
"""

from caseline.course.model import Course
from caseline.course.phases import design, first_day_on
from caseline.effects.change import Change
from caseline.record import NOT_ON_RECORD
from caseline.reports.phrase import listing
from caseline.reports.words import Words

FEWEST_BASELINE = 3
UNCHANGED = "unchanged"  # what a course says of a treatment that ran on as it was


def fooled(course: Course, changes: tuple[Change, ...], words: Words) -> tuple[str, ...]:
    """Sentences on what could have fooled us, the most important first."""
    moved = [change for change in changes if change.change is not None]
    found = [
        ("one_switch", design(course).n_switches < 2),
        ("open", course.blinding.patient == "open"),
        ("blinding_missing", course.blinding.patient is NOT_ON_RECORD),
        ("co_missing", course.co_treatments is NOT_ON_RECORD),
        ("start", first_day_on(course.treatment) is None),
        ("started_missing", course.treatment.started_because is NOT_ON_RECORD),
        ("summary", course.provenance == "published summary"),
        ("windows", any(_unequal(change) for change in moved)),
        ("few", course.provenance != "published summary" and _few(course, moved)),
        ("adherence", course.treatment.adherence_percent is NOT_ON_RECORD),
        ("chosen", course.chosen in ("published report", "after a good result")),
    ]
    sentences = [words.say("fooled", name) for name, fires in found if fires]
    if course.plan.primary is NOT_ON_RECORD and len(moved) > 1:
        sentences.append(words.say("fooled", "several", n=len(moved)))
    return (*_happened(course, words), *sentences)


def firmer(
    course: Course, changes: tuple[Change, ...], missing: tuple[str, ...], words: Words
) -> tuple[str, ...]:
    """What would make the answer firmer."""
    found = [
        ("start", "treatment.start" in missing),
        ("visits", "visits.single" in missing),
        ("co_treatments", "co_treatments" in missing),
        ("side_effects", "side_effects" in missing),
        ("wpi", "wpi.follow_up" in missing),
        ("pgic", "patient_global" in missing),
        ("plan", {"plan.primary_outcome", "plan.threshold"} & set(missing)),
        ("repeats", _few(course, [change for change in changes if change.change is not None])),
        ("trial", course.allocation.order != "randomised"),
    ]
    return tuple(words.say("firmer", name) for name, fires in found if fires)


def _happened(course: Course, words: Words) -> list[str]:
    sentences = []
    if course.co_treatments is not NOT_ON_RECORD and course.co_treatments:
        changed = [one.name for one in course.co_treatments if one.change != UNCHANGED]
        if changed:
            sentences.append(words.say("fooled", "co_some", list=listing(changed, words)))
    if course.life_events is not NOT_ON_RECORD and course.life_events:
        names = listing([one.what for one in course.life_events], words)
        sentences.append(words.say("fooled", "life_some", list=names))
    return sentences


def _unequal(change: Change) -> bool:
    """Whether a summary of a span stands against a single date."""
    if change.baseline is None or change.last is None:
        return False
    return (
        not change.baseline.when.one_date and change.baseline.n == 1 and (change.last.when.one_date)
    )


def _few(course: Course, moved: list[Change]) -> bool:
    """Whether what the answer rests on was read too seldom before treatment.

    That is the primary outcome; where none was fixed, every outcome.
    """
    primary = course.plan.primary
    if primary is not NOT_ON_RECORD:
        moved = [change for change in moved if change.outcome.id == primary.outcome]
    return any(change.baseline and change.baseline.n < FEWEST_BASELINE for change in moved)
