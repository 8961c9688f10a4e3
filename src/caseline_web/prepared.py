"""Queries whose SQL Django makes once, for those that each Save asks.

To make the SQL of a query takes Django ten times as long as to ask it.
"""

from collections.abc import Callable
from functools import cache
from threading import local
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler


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

    def __init__(self, make: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self.make = make
        self.sql = ""

    def __call__(self, **given: object) -> list[tuple[Any, ...]]:
        """The rows, of a value for each slot."""
        if not self.sql:
            self._prepare()
        values: list[Any] = [_value(one, given) for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        return [tuple(row) for row in self.compiler.apply_converters(found, self.converters)]

    def _prepare(self) -> None:
        self.compiler = self.make().query.get_compiler(connection=connection)
        sql, self.params = self.compiler.as_sql()
        columns = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)
        self.sql = sql


def insert(row: Model, *once: str) -> bool:
    """Write a new row that has a value for each column but the number that the database gives.

    Returns
    -------
    bool
        False where there is a row already with the same values in the columns `once`.
    """
    sql, fields = _inserting(type(row), once)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount)


@cache
def _inserting(model: type[Model], once: tuple[str, ...]) -> tuple[str, list[Any]]:
    meta, name = model._meta, connection.ops.quote_name
    fields: list[Any] = [one for one in meta.concrete_fields if one is not meta.auto_field]
    columns = ", ".join(name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {name(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  no value
    if once:
        sql += f" ON CONFLICT ({', '.join(map(name, once))}) DO NOTHING"
    return sql, fields


def _value(one: object, given: dict[str, object]) -> object:
    if not isinstance(one, Slot):
        return one
    return one.output_field.get_db_prep_value(given[one.name], connection)
