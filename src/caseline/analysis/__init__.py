"""From a course to what may be claimed of one of its outcomes."""

from caseline.analysis.answer import Answer, analyse

__all__ = ["Answer", "analyse"]
