"""The addresses that programs call. The rules are those of the pages: `caseline_web.access`."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Status

from caseline import __version__
from caseline.errors import CourseError
from caseline_web.access import CourseRight, may_as_staff, opened, seen_together
from caseline_web.api.reading import ByToken, Exact
from caseline_web.api.shapes import (
    CourseOut,
    EntryOut,
    ReceiptOut,
    RefusalOut,
    SubmissionIn,
    WholeOut,
)
from caseline_web.courses.blinding import refuse_opening, refuse_unheeded
from caseline_web.courses.current import agreed_to_publication
from caseline_web.courses.entries import ConflictError, Entry, Part, Submission
from caseline_web.courses.exact import dumps, loads
from caseline_web.courses.store import (
    CourseRef,
    courses_of_organisation,
    entries_of_each,
    history,
    save,
)
from caseline_web.courses.turns import alone_in
from caseline_web.people.store import User
from caseline_web.results.files import file_of

api = NinjaAPI(
    title="Caseline",
    version=__version__,
    description="The courses of a clinic, for the programs of its staff.",
    urls_namespace="api",
    docs_url=None,  # its page would be fetched from elsewhere
    auth=ByToken(),
    parser=Exact(),
)
GONE = {404: RefusalOut}


@api.get("courses", response=list[CourseOut], url_name="courses")
def courses(request: HttpRequest) -> list[CourseOut]:
    """The courses that this account may read; a researcher's are those of who agreed."""
    user = _account(request)
    found = courses_of_organisation(user.organisation_id)
    if may_as_staff(user, "list for research"):
        consents = entries_of_each(found, "consent")
        found = [one for one in found if agreed_to_publication(consents[one.pk])]
    seen_together(user, "api courses", found)
    return [_course(one) for one in found]


@api.get("courses/{pseudonym}", response={200: WholeOut, **GONE}, url_name="whole")
def whole(request: HttpRequest, pseudonym: str) -> WholeOut:
    """Every version of every entry; none of it while a blinded part is running."""
    course = _opened(request, "see results", pseudonym, "whole")
    return WholeOut(**_course(course).dict(), entries=[_entry(one) for one in history(course)])


@api.get("courses/{pseudonym}/table.csv", response={200: None, **GONE}, url_name="table")
def table(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """The answers that count today, as a table without identity and without free text."""
    right: CourseRight = "research" if _account(request).role == "researcher" else "see results"
    course = _opened(request, right, pseudonym, "table")
    file = file_of(course, "table", "en")
    return HttpResponse(file.content, content_type=file.kind)


@api.post(
    "courses/{pseudonym}/submissions",
    response={200: ReceiptOut, 201: ReceiptOut, 409: RefusalOut, 422: RefusalOut, **GONE},
    url_name="submit",
)
def submit(
    request: HttpRequest, pseudonym: str, sent: SubmissionIn
) -> Status[ReceiptOut] | Status[RefusalOut]:
    """Keep a submission, once, however often it is sent under its id."""
    course = _opened(request, "enter", pseudonym, "submit")
    parts = tuple(Part(one.kind, one.content, one.key, one.void) for one in sent.parts)
    whole = Submission(sent.id, sent.entered_at, sent.mode, parts, sent.reason)
    try:
        with alone_in(course.pk):
            refuse_opening(course, parts)
            refuse_unheeded(course, whole)
            receipt = save(course, whole, _account(request))
    except ConflictError:
        return Status(409, RefusalOut(detail="something else was sent under this id"))
    except CourseError as exc:
        return Status(422, RefusalOut(detail=str(exc)))
    told = ReceiptOut(id=receipt.id, received_at=receipt.received_at, again=receipt.again)
    return Status(200 if receipt.again else 201, told)


def _account(request: HttpRequest) -> User:
    """Whom the program acts for."""
    return cast(User, request.auth)  # type: ignore[attr-defined]  # the API package sets it


def _opened(request: HttpRequest, right: CourseRight, pseudonym: str, where: str) -> CourseRef:
    return opened(_account(request), right, pseudonym, f"api {where}")


def _course(course: CourseRef) -> CourseOut:
    return CourseOut(pseudonym=course.pseudonym, begun=course.created_at, zone=course.zone)


def _entry(entry: Entry) -> EntryOut:
    told = {name: getattr(entry, name) for name in EntryOut.model_fields if name != "content"}
    return EntryOut(**told, content=loads(dumps(entry.content)))
