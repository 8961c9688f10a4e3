"""The tables that stand last: what was assumed, and the single-case indices, without a claim."""

from collections.abc import Callable

from caseline.analysis import Answer
from caseline.analysis.appendix import Part, indices_part, priors_part
from caseline.claims.words import Language
from caseline.reports.report import Report
from caseline.reports.table import Table


def priors_table(report: Report) -> Table:
    """Each prior with its reason; no rows where no effect is given."""
    return _table("priors", priors_part, report)


def indices_table(report: Report) -> Table:
    """Each index with its error and interval; no rows where no effect is given."""
    return _table("indices", indices_part, report)


def _table(name: str, make: Callable[[Answer, Language], Part], report: Report) -> Table:
    if report.rated is None:
        return Table(name, "", (), ())
    part = make(report.rated.found, report.words.lang)
    return Table(name, part.title, part.head, part.rows, part.note)
