"""Three demo persons, for a look round.

The published case is as its publication gives it. Nobody lived through the other two: they are
the synthetic courses of the library, and say so wherever they are shown.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection
from django.utils import timezone

import caseline
from caseline.course.model import Course
from caseline.course.read import read_course
from caseline.errors import SettingError
from caseline.synthetic import SEED, synthetic_diary, synthetic_trial
from caseline.synthetic.diary import BEGIN, STEPS
from caseline_web.courses.days import evening_of
from caseline_web.courses.entries import Part, Submission
from caseline_web.courses.exact import dumps, loads
from caseline_web.courses.from_file import parts_of
from caseline_web.courses.kinds import Content
from caseline_web.courses.store import new_course, save
from caseline_web.people.models import OrganisationRow, User
from caseline_web.people.roles import STAFF
from caseline_web.people.store import DEMO_HOST, Identity, enrol, is_demos_own

ZONE = "Europe/Vienna"
DAYS_SO_FAR = 82  # of the running course: the questions of its eighth week are due
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEGINS = ("on", "from", "onset", "fixed_on")  # the keys that say when a part began


def fill() -> None:
    """A clinic with one account of each role, and three patients with a course each."""
    clinic = OrganisationRow.objects.create(name="Demo clinic", zone=ZONE)
    staff = {
        role: User.objects.create(
            role=role, organisation=clinic, email=f"{role}{DEMO_HOST}", language="en"
        )
        for role in STAFF
    }
    today = evening_of(timezone.now(), ZONE)
    for pseudonym, name, parts in (
        ("demo-open", "Demo 1", running(today)),
        ("demo-trial", "Demo 2", parts_of(synthetic_trial(SEED))),
        ("demo-published", "Demo 3", parts_of(_published())),
    ):
        by = staff["clinician"]
        patient = enrol(clinic, Identity(name, "", None), "en", by)
        course = new_course(clinic, patient, by.username, pseudonym)
        save(course, Submission(uuid4(), timezone.now(), "web", tuple(parts)), by)


def refuse_persons() -> None:
    """Of a demo, where one click signs in, nobody real may be a part.

    Raises
    ------
    SettingError
        The database is not one that the demo filled.
    """
    try:
        if is_demos_own():
            return
    except DatabaseError:  # without tables it is none either
        pass
    finally:
        connection.close()  # a worker is a copy of this process, and needs its own
    raise SettingError(
        "CASELINE_DEMO: the database is not the demo's, and one click would sign anybody in; off "
        "is right, `caseline serve --demo` makes a demo of its own"
    )


def running(today: date) -> Iterator[Part]:
    """The synthetic diary as it was on its 82nd day, moved so that this day is today."""
    moved = today - (BEGIN + timedelta(days=DAYS_SO_FAR))
    for part in parts_of(synthetic_diary(SEED)):
        content = _shifted(loads(dumps(part.content)), moved)
        if _began(content) < today:
            yield Part(part.kind, content)
    yield Part("schedule", _schedule(BEGIN + moved))


def _schedule(begin: date) -> Content:
    """What is asked each evening, and every four weeks."""
    monthly = [{"instrument": name} for name in ("fiqr", "fsq", "phq4")]
    later = [*monthly, {"instrument": "pgic"}]
    return {
        "begin": begin.isoformat(),
        "first_dose": (begin + timedelta(days=STEPS[0][0])).isoformat(),
        "evenings": [
            {
                "instrument": "pain-nrs",
                "items": ["average_pain", "worst_pain"],
                "recall_days": 1,
            }
        ],
        "contacts": [
            {"week": week, "asked": monthly if week <= 0 else later}
            for week in (-4, 0, 4, 8, 12, 16)
        ],
    }


def _published() -> Course:
    """The published case, from the examples of a checkout or of an installed library."""
    package = Path(caseline.__file__).parent
    folders = (package / "examples", package.parents[1] / "examples")
    return read_course(next(one for one in folders if one.is_dir()) / "moser-2025.toml")


def _began(content: Content) -> date:
    """When a part began; before everything where it does not say."""
    told = [str(content[key]) for key in _BEGINS if key in content]
    exact = [date.fromisoformat(one) for one in told if _ISO.fullmatch(one)]
    return exact[0] if exact else date.min


def _shifted(content: Any, by: timedelta) -> Any:  # noqa: ANN401  whatever JSON may hold
    """The same content on other days."""
    match content:
        case dict():
            return {key: _shifted(one, by) for key, one in content.items()}
        case list():
            return [_shifted(one, by) for one in content]
        case str() if _ISO.fullmatch(content):
            return (date.fromisoformat(content) + by).isoformat()
    return content
