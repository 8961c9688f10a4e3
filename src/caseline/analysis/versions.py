"""What an answer was made by and of: program, rules, instruments, and the content of the record."""

from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from caseline.analysis.answer import Answer
from caseline.analysis.named import outcome_of
from caseline.analysis.words import said
from caseline.claims import rules
from caseline.claims.words import Language
from caseline.course.model import Course
from caseline.course.observe import outcomes
from caseline.course.write import content_of
from caseline.effects.diary import Diary
from caseline.instruments.catalogue import DATA
from caseline.instruments.reader import DEFINITION
from caseline.version import __version__

SHOWN = 12  # digits of a hash in a sentence; the data has all


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions and SHA-256 hashes, in hexadecimal digits; `instruments` by id@version."""

    caseline: str
    rules: str
    rules_sha256: str
    instruments: dict[str, str]
    content_sha256: str

    @property
    def plain(self) -> dict[str, Any]:
        """All of it as plain data."""
        named = [{"ref": ref, "sha256": one} for ref, one in self.instruments.items()]
        return {**asdict(self), "instruments": named}

    def told(self, lang: Language) -> str:
        """All of it in one line, each hash by its first digits."""
        texts = said(lang)["versions"]
        named = [f"{ref} ({one[:SHOWN]})" for ref, one in self.instruments.items()]
        return texts["line"].format(
            caseline=self.caseline,
            rules=self.rules,
            rules_hash=self.rules_sha256[:SHOWN],
            instruments=", ".join(named) or texts["no_instrument"],
            content=self.content_sha256[:SHOWN],
        )


def versions_of(course: Course) -> Versions:
    """Those of whatever is said of a course."""
    refs = sorted({outcome.instrument.ref for outcome in outcomes(course)})
    return _versions(refs, content_of(course))


def versions(answer: Answer) -> Versions:
    """Those of an answer; of a table its rows count, as they were read."""
    if answer.course is not None:
        return versions_of(answer.course)
    shipped = outcome_of(answer)
    rows = _rows(answer.diary) if answer.diary is not None else ""
    return _versions([shipped.instrument.ref] if shipped else [], rows)


def _versions(refs: list[str], content: str) -> Versions:
    return Versions(
        caseline=__version__,
        rules=rules.version(),
        rules_sha256=rules.digest(),
        instruments={ref: _definition(ref) for ref in refs},
        content_sha256=sha256(content.encode()).hexdigest(),
    )


@cache
def _definition(ref: str) -> str:
    return sha256((DATA / ref / DEFINITION).read_bytes()).hexdigest()


def _rows(diary: Diary) -> str:
    """Day, value and condition of each row, a line each."""
    rows = zip(diary.dates, diary.values.tolist(), diary.on, strict=True)
    return "\n".join(f"{when} {value} {on}" for when, value, on in rows)
