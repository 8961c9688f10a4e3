"""Every error that Caseline raises on purpose.

* CaselineError            10
  x InstrumentError        11  a definition file is wrong              (its author's to mend)
  x ResponseError          12  an answer does not fit its item         (the caller's to mend)
  x CourseError            13  a course file is wrong                  (its keeper's to mend)
  x DrawingError           14  a drawing is wrong, a region unknown    (the caller's to mend)
  x DesignError            15  a course or a sample cannot be analysed so
  x TableError             16  a table is wrong                        (its sender's to mend)
  x OutputError            17  a result cannot be written
  x MissingExtraError      18  a part of Caseline is not installed
  x SettingError           19  a setting of the web application is wrong

A message says what was found, where, and what would be right. It never holds a patient's
name, a free text, or an answer: logs and bug reports are not clinical records.
"""


class CaselineError(Exception):
    """Base of all errors that are worth a sentence and not a traceback."""

    exit_code = 10


class InstrumentError(CaselineError):
    """An instrument's definition is wrong, or there is no such instrument."""

    exit_code = 11


class ResponseError(CaselineError):
    """An answer or an entered total does not fit its instrument."""

    exit_code = 12


class CourseError(CaselineError):
    """A course file is wrong, or holds what cannot be."""

    exit_code = 13


class DrawingError(CaselineError):
    """A pain drawing is wrong, or a region or an outline is not known."""

    exit_code = 14


class TooMuchDrawnError(DrawingError):
    """A pain drawing has more points or strokes than one can have."""


class DesignError(CaselineError):
    """A course or a sample cannot be analysed as asked."""

    exit_code = 15


class TableError(CaselineError):
    """A table of responses cannot be scored, or a diary not be read."""

    exit_code = 16


class OutputError(CaselineError):
    """A result cannot be written."""

    exit_code = 17


class MissingExtraError(CaselineError):
    """A command needs an optional part of Caseline that is not installed."""

    exit_code = 18

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: install 'caseline[{extra}]'")


class SettingError(CaselineError):
    """A setting of the web application, or a file that it names, is wrong."""

    exit_code = 19
