"""Links in reminders: sealed, for one evening of one course, and good for writing alone.

Who carries the mail reads the link. So it is encrypted, and nothing in it can be laid beside the
address that it goes to.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from caseline_web.crypt import encrypted, unsealed

OLDEST = timedelta(days=400)  # so long may wait on a phone what was answered in time
_KIND = "evening"  # of what else is encrypted with the same keys nothing is taken for a link


@dataclass(frozen=True, slots=True)
class EveningLink:
    """What a link may write."""

    pseudonym: str
    evening: date
    made_under: str  # `caseline_web.people.accounts.made_under` of the patient


def token_for(link: EveningLink) -> str:
    """The sealed text of a link."""
    told = [_KIND, link.pseudonym, link.evening.isoformat(), link.made_under]
    return encrypted(json.dumps(told))


def link_in(token: str) -> EveningLink | None:
    """What a token may write; None where it was altered. Whether it has ended its evening says."""
    text = unsealed(token, OLDEST)
    try:
        kind, pseudonym, evening, under = json.loads(text or "[]")
        found = EveningLink(pseudonym, date.fromisoformat(evening), under)
        return found if kind == _KIND else None
    except (ValueError, TypeError):
        return None
