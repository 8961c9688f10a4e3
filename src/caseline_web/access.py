"""Who may do what: every rule of the application, and the two ways to ask for them.

A page says what it needs: `@for_course("read")` or `@for_staff("enrol")`. Nothing is allowed
that no rule allows. What belongs to a stranger answers as if it did not exist.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from caseline_web.audit import chain, listed
from caseline_web.courses.blinding import is_blinded
from caseline_web.courses.current import agreed_to_publication
from caseline_web.courses.store import CourseRef, course_named, entries
from caseline_web.people.models import User
from caseline_web.people.roles import Role

CourseRight = Literal[
    "record",  # enter as the patient
    "see own",  # read as the patient
    "export",  # take the record along
    "erase",  # erase the person
    "see own results",  # what is given and what came of it, as the patient
    "read",  # read as the clinician
    "see results",  # what is given and what came of it, as the clinician
    "enter",  # enter for the patient, decide, prescribe
    "identify",  # see who the patient is
    "end sign-ins",  # of the patient, as when a phone is lost
    "dispense",  # see and set what is given, also where others are blinded
    "research",  # read under the pseudonym alone
]
StaffRight = Literal[
    "list courses",  # of the own clinic
    "list for research",  # pseudonyms of those who agreed
    "enrol",  # begin a course
    "manage staff",  # invite, switch off
    "operate",  # reminders, backups, the audit trail
    "use programs",  # tokens by which a program acts for this account
]

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
CoursePage = Callable[Concatenate[HttpRequest, CourseRef, P], HttpResponseBase]


# A patient's rights are those to their own courses, everybody else's those to their clinic's.
COURSE_RULES: dict[CourseRight, frozenset[Role]] = {
    "record": frozenset({"patient"}),
    "see own": frozenset({"patient"}),
    "export": frozenset({"patient", "clinician"}),
    "erase": frozenset({"patient", "administrator"}),
    "see own results": frozenset({"patient"}),
    "read": frozenset({"clinician"}),
    "see results": frozenset({"clinician"}),
    "enter": frozenset({"clinician"}),
    "identify": frozenset({"clinician", "administrator"}),
    "end sign-ins": frozenset({"clinician", "administrator"}),
    "dispense": frozenset({"pharmacist"}),
    "research": frozenset({"researcher"}),
}
# Of these nothing is there for an account from which a blinded part hides it today. Pages of
# other rights show what is left: `caseline_web.courses.blinding`.
UNBLINDED: frozenset[CourseRight] = frozenset({"see own results", "see results", "research"})
STAFF_RULES: dict[StaffRight, frozenset[Role]] = {
    "list courses": frozenset({"clinician", "pharmacist"}),
    "list for research": frozenset({"researcher"}),
    "enrol": frozenset({"clinician"}),
    "manage staff": frozenset({"administrator"}),
    "operate": frozenset({"administrator"}),
    "use programs": frozenset({"clinician", "researcher"}),
}


def may(user: User | AnonymousUser, right: CourseRight, course: CourseRef) -> bool:
    """Whether this account may do that with this course."""
    if not isinstance(user, User) or user.role not in COURSE_RULES[right]:
        return False
    if user.role == "patient":
        return course.patient == user.pk
    return course.organisation == user.organisation_id


def may_as_staff(user: User | AnonymousUser, right: StaffRight) -> bool:
    """Whether this account may do that in its clinic."""
    return isinstance(user, User) and user.role in STAFF_RULES[right]


def opened(user: User, right: CourseRight, pseudonym: str, where: str | None) -> CourseRef:
    """The course, for an account that may; the audit trail remembers where it was opened.

    Where what follows is an event of the trail itself, `where` is None.

    Raises
    ------
    Http404
        There is none, or the account may not, or not yet: a stranger cannot tell which.
    """
    course = course_named(pseudonym)
    if course is None or not may(user, right, course) or not _is_there(user, right, course):
        raise Http404
    if where is not None:
        chain.record(course.pseudonym, user.username, f"{right}: {where}")
    return course


def _is_there(user: User, right: CourseRight, course: CourseRef) -> bool:
    """Whether the course has it for the account today: by consent, and by what is blinded."""
    if right == "research" and not agreed_to_publication(entries(course, "consent")):
        return False
    return right not in UNBLINDED or not is_blinded(course, user.role)


def seen_together(user: User, where: str, courses: Iterable[CourseRef]) -> None:
    """A page shows something of each of these courses; the audit trail remembers of whose."""
    listed.record(user.username, where, [one.pseudonym for one in courses])


def account(request: HttpRequest) -> User:
    """The account that is signed in; a page asks only after its right was checked."""
    return cast(User, request.user)


def for_course(right: CourseRight) -> Callable[[CoursePage[P]], Page[Concatenate[str, P]]]:
    """A page of one course; its address holds the pseudonym.

    Whoever is not signed in is asked to; whoever may not is told that there is no such page.
    Each reading and each writing is an event of the audit trail.
    """

    def decorator(page: CoursePage[P]) -> Page[Concatenate[str, P]]:
        @wraps(page)
        def guarded(
            request: HttpRequest, pseudonym: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            tells = right == "record" and request.method == "POST"  # a save is an event itself
            where = None if tells else _named(request)
            course = opened(account(request), right, pseudonym, where)
            return page(request, course, *args, **kwargs)

        return cast("Page[Concatenate[str, P]]", guarded)

    return decorator


def for_staff(right: StaffRight) -> Callable[[Page[P]], Page[P]]:
    """A page of the clinic and of no course."""

    def decorator(page: Page[P]) -> Page[P]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may_as_staff(account(request), right):
                raise PermissionDenied
            return page(request, *args, **kwargs)

        return cast("Page[P]", guarded)

    return decorator


def _named(request: HttpRequest) -> str:
    """The page's name among the addresses, which holds nothing of a person."""
    found = request.resolver_match
    return (found.view_name if found else "")[:40]
