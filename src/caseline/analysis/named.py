"""What an outcome is called in an answer."""

from caseline.analysis.answer import Answer
from caseline.claims.words import Language
from caseline.course.model import Outcome
from caseline.course.observe import observe


def outcome_name(answer: Answer, lang: Language) -> str:
    """Its name by its instrument; of a table, else, its column."""
    shipped = outcome_of(answer)
    if shipped is None:
        return answer.analysis.series.outcome
    return shipped.instrument.name(shipped.rule.id, lang).label


def outcome_of(answer: Answer) -> Outcome | None:
    """The score of a shipped instrument that it is; None for any other column of a table."""
    if answer.course is not None:
        return observe(answer.course)[answer.analysis.series.outcome][0].outcome
    return answer.diary.shipped if answer.diary is not None else None
