"""Reports: what a course may be said to show, as a page, as print and as data."""

from caseline.reports.answer import Answer
from caseline.reports.report import Report, make_report
from caseline.reports.write import write_report

__all__ = ["Answer", "Report", "make_report", "write_report"]
