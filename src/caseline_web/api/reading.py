"""How a request of a program is read: whose it is, and numbers as they were written."""

from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.security import HttpBearer

from caseline_web.access import may_as_staff
from caseline_web.courses.exact import loads
from caseline_web.people.store import User
from caseline_web.people.tokens import account_of_token


class ByToken(HttpBearer):
    """`Authorization: Bearer …`, with a token of a member of the staff."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Whom the program acts for."""
        user = account_of_token(token)
        return user if user and may_as_staff(user, "use programs") else None


class Exact(Parser):
    """JSON whose decimals stay decimals, and in which nothing is infinite."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body of a request."""
        return dict(loads(request.body, parse_constant=_refuse))


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)
