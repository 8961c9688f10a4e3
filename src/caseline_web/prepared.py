"""Statements whose SQL is made once, for those that each Save asks.

To make the SQL of a query takes Django ten times as long as to ask it, and on PostgreSQL to wait
for each answer takes longer than all of them: within `together` nobody waits for an answer before
it is looked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import local
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = Iterator[tuple[Any, ...]]


@contextmanager
def together() -> Iterator[None]:
    """Within a transaction: nobody waits for PostgreSQL before an answer is looked at.

    What no answer was looked at for has been done, or refused, by the end. SQLite is within this
    process: there is nothing to wait for.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


class Slot(Expression):
    """A value that is not known until the query is asked."""

    def __init__(self, name: str, kind: "Field[Any, Any]") -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401
        """The place of the value, and in its stead the slot itself."""
        return "%s", [self]


class Prepared(local):
    """One query of `values_list`, made when a thread first asks it.

    Parameters
    ----------
    make
        The query, with a `Slot` for each value that it is asked with.
    """

    def __init__(self, make: "Callable[[], QuerySet[Any, Any]]") -> None:
        self.make = make
        self.sql = ""

    def __call__(self, **given: object) -> Rows:
        """Ask, with a value for each slot; the rows, once they are looked at."""
        if not self.sql:
            self._prepare()
        found = _ask(self.sql, [_value(one, given) for one in self.params])
        return (tuple(row) for row in self.compiler.apply_converters(found, self.converters))

    def _prepare(self) -> None:
        self.compiler = self.make().query.get_compiler(connection=connection)
        sql, self.params = self.compiler.as_sql()
        columns = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)
        self.sql = sql


def insert(row: Model, *once: str, counted: str = "", within: tuple[str, ...] = ()) -> Rows:
    """Write a new row that has a value for each column but the number that the database gives.

    Parameters
    ----------
    once
        The columns of a row that there may be already: then it is not written again.
    counted
        The column that is one more than the highest among the rows that share those `within`.

    Returns
    -------
    iterator
        What `counted` is in the row that was written; nothing where none was.
    """
    sql, fields = _inserting(type(row), once, counted, within)
    return _ask(
        sql, [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields]
    )


@cache
def _inserting(
    model: type[Model], once: tuple[str, ...], counted: str, within: tuple[str, ...]
) -> tuple[str, list[Any]]:
    """The SQL, and the fields whose values stand in it."""
    meta, name = model._meta, connection.ops.quote_name
    table, number = name(meta.db_table), name(counted) if counted else "1"
    shared: list[Any] = [meta.get_field(one) for one in within]
    same = " AND ".join(f"{name(one.column)} = %s" for one in shared)
    following = f"(SELECT COALESCE(MAX({number}), 0) + 1 FROM {table} WHERE {same})"  # noqa: S608  no value
    given: list[Any] = [one for one in meta.concrete_fields if one is not meta.auto_field]
    columns = ", ".join(name(one.column) for one in given)
    marks = ", ".join(following if one.name == counted else "%s" for one in given)
    unless = f"ON CONFLICT ({', '.join(map(name, once))}) DO NOTHING" if once else ""
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}) {unless} RETURNING {number}"  # noqa: S608  no value
    fields = [part for one in given for part in (shared if one.name == counted else [one])]
    return sql, fields


def _ask(sql: str, values: list[Any]) -> Rows:
    cursor = connection.cursor()
    cursor.execute(sql, values)
    found = _looked_at(cursor)
    if connection.vendor == "postgresql":
        return found
    return iter(list(found))  # SQLite takes nothing back while an answer is open


def _looked_at(cursor: CursorWrapper) -> Rows:
    with cursor:
        yield from cursor.fetchall()


def _value(one: object, given: dict[str, object]) -> object:
    if not isinstance(one, Slot):
        return one
    return one.output_field.get_db_prep_value(given[one.name], connection)
