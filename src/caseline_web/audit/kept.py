"""Tables whose rows are only ever added to: the database itself refuses anything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

Change = Literal["UPDATE", "DELETE"]
KEPT: dict[str, tuple[Change, ...]] = {
    "audit_event": ("UPDATE", "DELETE"),
    "audit_list": ("UPDATE", "DELETE"),
    "entry": ("UPDATE",),  # erasing a person takes rows out, putting right adds one
}
_WHY = "rows of this table are only ever added to"
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_WHY}'; END $$
"""


def protect(table: str, on: BaseDatabaseWrapper = connection) -> None:
    """Refuse from now on what `KEPT` says of a table."""
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for change in KEPT[table]:
            cursor.execute(_TRIGGER[on.vendor].format(table=table, change=change))


def unprotect(table: str, on: BaseDatabaseWrapper = connection) -> None:
    """Refuse it no more."""
    with on.cursor() as cursor:
        for change in KEPT[table]:
            place = f" ON {table}" if on.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_{change.lower()}{place}")


@contextmanager
def replacing() -> Iterator[None]:
    """A backup takes the place of everything: within a transaction, the protection is lifted."""
    for table in KEPT:
        unprotect(table)
    yield
    for table in KEPT:
        protect(table)


_TRIGGER = {
    "sqlite": f"""
        CREATE TRIGGER {{table}}_no_{{change}} BEFORE {{change}} ON {{table}}
        BEGIN SELECT RAISE(ABORT, '{_WHY}'); END
    """,
    "postgresql": """
        CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table}
        FOR EACH ROW EXECUTE FUNCTION only_added_to()
    """,
}
