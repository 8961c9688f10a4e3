"""What an installation lacks, in short lines for whoever starts it."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from caseline_web.accounts.invitations import beginning
from caseline_web.operation.backup import newest
from caseline_web.people import store
from caseline_web.reminders.ledger import runs


def lacking() -> Iterator[str]:
    """What is not set up yet, the gravest first."""
    if not settings.BEHIND_HTTPS:
        yield "no HTTPS: only this machine should reach it (CASELINE_HTTPS)"
    if not settings.MAIL_URL:
        yield "no mail: reminders and codes by e-mail are not sent (CASELINE_MAIL_URL)"
    if not settings.ADDRESS:
        yield "no address: reminders cannot hold a link (CASELINE_ADDRESS)"
    if newest() is None:
        yield "no backup: `caseline manage backup` makes one"
    if not runs():
        yield "no due work was done: run `caseline manage run_due` every quarter of an hour"


def first_link(host: str, port: int) -> Iterator[str]:
    """Where the first administrator begins, while there is none."""
    if store.anybody():
        return
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  no binding here
    shown = f"[{near}]" if ":" in near else near
    address = settings.ADDRESS or f"http://{shown}:{port}"
    yield f"no clinic yet: begin at {address}{reverse('begin', args=[beginning()])}"
