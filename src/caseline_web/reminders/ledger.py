"""What became of each reminder, each run and each alarm: the only place that writes these rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from caseline_web.courses.store import CourseRef
from caseline_web.reminders.models import AlarmRow, ReminderRow, RunRow
from caseline_web.reminders.windows import Window

LEASE = timedelta(minutes=10)  # for which one process has a reminder to itself
MOST_TRIES = 8
GRACE = timedelta(minutes=30)  # so long may a reminder be late before anybody is alarmed
LOOKS_BACK = timedelta(days=1)
RUNS_KEPT = timedelta(days=30)
FAILING = timedelta(days=3)  # of which every reminder failed: somebody should look
NEEDLESS = ("answered", "switched off")  # why one did not go out that nobody misses
FETCHED = "calendar"  # the way in which nothing is sent
STALE = timedelta(hours=1)  # after which the due work was not done in time


@dataclass(frozen=True, slots=True)
class Reminder:
    """What became of one reminder; `why` it did not go out is one of `channels.REASONS`."""

    pk: int
    evening: date
    channel: str
    due_at: datetime
    ends_at: datetime
    planned_at: datetime
    tries: int
    sent_at: datetime | None
    opened_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the due work: how many reminders were due, and how many went out."""

    at: datetime
    due: int
    sent: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """A day on which reminders were due and none went out."""

    day: date
    due: int
    mailed_at: datetime | None


_FIELDS = tuple(Reminder.__dataclass_fields__)


def plan(course: CourseRef, evening: date, channel: str, window: Window, at: datetime) -> None:
    """Plan one reminder; nothing where it is planned already, by whatever process."""
    ReminderRow.objects.get_or_create(
        course_id=course.pk,
        evening=evening,
        channel=channel,
        defaults={"due_at": window.begin, "ends_at": window.end, "planned_at": at},
    )


def planned(course: CourseRef, since: date) -> set[tuple[date, str]]:
    """The evenings and channels of what is planned since that evening."""
    rows = ReminderRow.objects.filter(course_id=course.pk, evening__gte=since)
    return set(rows.values_list("evening", "channel"))


def to_send(course: CourseRef, at: datetime) -> list[Reminder]:
    """What is to be sent now: within its time, not sent, and in nobody's hands."""
    rows = _free(at).filter(course_id=course.pk, due_at__lte=at, ends_at__gt=at)
    return [Reminder(*row) for row in rows.order_by("due_at", "pk").values_list(*_FIELDS)]


def take(reminder: Reminder, at: datetime) -> bool:
    """Take one to send it; False where another process was faster."""
    mine = _free(at).filter(pk=reminder.pk)
    return mine.update(taken_until=at + LEASE, tries=F("tries") + 1) == 1


def sent(reminder: Reminder, at: datetime) -> None:
    """It went out."""
    ReminderRow.objects.filter(pk=reminder.pk).update(sent_at=at, taken_until=None, why="")


def not_sent(reminder: Reminder, why: str) -> None:
    """It did not; the next run tries it again."""
    ReminderRow.objects.filter(pk=reminder.pk).update(taken_until=None, why=why)


def opened(course: CourseRef, evening: date, channel: str = "") -> None:
    """Its link was opened; by which of them is not known where the link does not say."""
    rows = ReminderRow.objects.filter(course_id=course.pk, evening=evening, opened_at=None)
    rows = rows.exclude(sent_at=None)
    (rows.filter(channel=channel) if channel else rows).update(opened_at=timezone.now())


def reminders_of(course: CourseRef) -> list[Reminder]:
    """What became of the reminders of a course, the newest first."""
    rows = ReminderRow.objects.filter(course_id=course.pk).order_by("-evening", "channel")
    return [Reminder(*row) for row in rows.values_list(*_FIELDS)]


def without_reminders(courses: Collection[int], at: datetime) -> set[int]:
    """Of these courses, by `pk`, those of which every reminder of the last days failed.

    One that was needless does not count, nor one whose time is not over yet.
    """
    rows = ReminderRow.objects.filter(
        course_id__in=courses, ends_at__gt=at - FAILING, ends_at__lte=at
    )
    told = rows.exclude(why__in=NEEDLESS).values_list("course_id", "sent_at")
    return {pk for pk, _ in told} - {pk for pk, sent_at in told if sent_at}


def ran(at: datetime, due: int, n_sent: int) -> Run:
    """One run of the due work is over; old ones are taken out."""
    RunRow.objects.filter(at__lt=at - RUNS_KEPT).delete()
    RunRow.objects.create(at=at, due=due, sent=n_sent)
    return Run(at, due, n_sent)


def runs() -> list[Run]:
    """The last runs, the newest first."""
    rows = RunRow.objects.order_by("-at")[:30]
    return [Run(*row) for row in rows.values_list("at", "due", "sent")]


def stale(at: datetime) -> bool:
    """Whether the due work was done before, and lately was not."""
    last = runs()[:1]
    return bool(last) and last[0].at < at - STALE


def raise_alarm(at: datetime) -> Alarm | None:
    """The alarm of the day, where reminders were due in the last day and not one went out.

    A calendar goes on by itself: that one was fetched says nothing of what is sent from here, so
    it counts only where nobody is reminded in another way.
    """
    due = ReminderRow.objects.filter(due_at__gt=at - LOOKS_BACK, due_at__lte=at - GRACE)
    due = due.exclude(why__in=NEEDLESS)
    from_here = due.exclude(channel=FETCHED)
    rows = from_here if from_here.exists() else due
    n_due = rows.count()
    if not n_due or rows.exclude(sent_at=None).exists():
        return None
    row, _ = AlarmRow.objects.update_or_create(
        day=at.date(), defaults={"due": n_due}, create_defaults={"due": n_due, "raised_at": at}
    )
    return Alarm(row.day, row.due, row.mailed_at)


def alarm_mailed(alarm: Alarm, at: datetime) -> None:
    """Somebody was told."""
    AlarmRow.objects.filter(day=alarm.day).update(mailed_at=at)


def alarms(since: date) -> list[Alarm]:
    """The alarms since that day, the newest first."""
    rows = AlarmRow.objects.filter(day__gte=since).order_by("-day")
    return [Alarm(*row) for row in rows.values_list("day", "due", "mailed_at")]


def _free(at: datetime) -> QuerySet[ReminderRow]:
    """What was not sent, may be tried again, and nobody has taken."""
    nobody = Q(taken_until=None) | Q(taken_until__lte=at)
    return ReminderRow.objects.filter(nobody, sent_at=None, tries__lt=MOST_TRIES)
