"""The log: what went wrong and where, never what somebody sent or what a record holds."""

import logging
from traceback import extract_tb
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """One record: an address by its pattern, a fault by its kind and its places.

    The message of an exception may quote a value, and an address may hold a pseudonym or a
    token; neither is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record, without what was asked for or sent."""
        request = getattr(record, "request", None)
        if request is None:
            return super().format(record)
        match = getattr(request, "resolver_match", None)
        plain = logging.makeLogRecord(record.__dict__)
        where = match.route if match else "no such address"
        plain.msg, plain.args = f"{getattr(record, 'status_code', '')} {request.method} {where}", ()
        return super().format(plain)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the name that logging has
        """The kind of the fault, and the lines that led to it."""
        kind, _, trace = ei
        places = [f"  {one.filename}:{one.lineno} {one.name}" for one in extract_tb(trace)]
        return "\n".join([kind.__qualname__ if kind else "no exception", *places])
