"""Links in reminders: signed, for one evening of one course, and good for writing alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing

LASTS = timedelta(hours=36)  # from the afternoon of the reminder to the end of the night after
_SALT = "caseline.evening"


@dataclass(frozen=True, slots=True)
class EveningLink:
    """What a link may write."""

    pseudonym: str
    evening: date


def token_for(link: EveningLink) -> str:
    """The signed text of a link."""
    return signing.dumps([link.pseudonym, link.evening.isoformat()], salt=_SALT, compress=True)


def link_in(token: str) -> EveningLink | None:
    """What a token may write; None where it was altered or has ended."""
    try:
        pseudonym, evening = signing.loads(token, salt=_SALT, max_age=LASTS)
        return EveningLink(pseudonym, date.fromisoformat(evening))
    except (signing.BadSignature, ValueError, TypeError):
        return None
