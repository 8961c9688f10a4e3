"""Tables whose rows are only ever added to: the database itself refuses anything else."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# What is refused of each table, by the name of its trigger: which change, and on which condition.
KEPT: dict[str, dict[str, tuple[str, str]]] = {
    "audit_event": {"update": ("UPDATE", ""), "delete": ("DELETE", "")},
    "audit_list": {"update": ("UPDATE", ""), "delete": ("DELETE", "")},
    "entry": {"update": ("UPDATE", "")},  # erasing takes rows out, putting right adds one
    "submission": {  # erasing a person blanks who sent it and why
        "update": ("UPDATE OF id, course_id, mode, entered_at, received_at, digest", ""),
        "rewrite": ("UPDATE OF by_id, reason", "WHEN (NEW.by_id IS NOT NULL OR NEW.reason <> '')"),
        "delete": ("DELETE", ""),
    },
    "held": {  # what became of it is told later
        "update": ("UPDATE OF id, course_id, by_id, content, why, received_at", ""),
    },
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
        for name, (change, when) in KEPT[table].items():
            made = _TRIGGER[on.vendor].format(table=table, name=name, change=change, when=when)
            cursor.execute(made)


def unprotect(table: str, on: BaseDatabaseWrapper = connection) -> None:
    """Refuse it no more, whether or not somebody took the refusal off before."""
    with on.cursor() as cursor:
        for name in KEPT[table]:
            place = f" ON {table}" if on.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}{place}")


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
        CREATE TRIGGER {{table}}_no_{{name}} BEFORE {{change}} ON {{table}}
        FOR EACH ROW {{when}} BEGIN SELECT RAISE(ABORT, '{_WHY}'); END
    """,
    "postgresql": """
        CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table}
        FOR EACH ROW {when} EXECUTE FUNCTION only_added_to()
    """,
}
