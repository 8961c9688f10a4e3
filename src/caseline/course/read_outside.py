"""What a course file tells from outside its own record."""

from typing import get_args

from caseline.course.outside import RepeatedAs, Replication, Untreated, YesNo
from caseline.course.read_visits import interval_in
from caseline.document import Table
from caseline.record import NOT_ON_RECORD, NotOnRecord

MOST_PAIRS = 1000


def replication_in(table: Table) -> Replication:
    """One repetition."""

    def told(key: str) -> YesNo | NotOnRecord:
        return NOT_ON_RECORD if table.absent(key) else table.choice(key, get_args(YesNo))

    return Replication(
        what=table.text("what"),
        repeated_as=table.choice("repeated_as", get_args(RepeatedAs)),
        source=NOT_ON_RECORD if table.absent("source") else table.text("source"),
        randomised=told("randomised"),
        blinded=told("blinded"),
        pairs=NOT_ON_RECORD if table.absent("pairs") else table.integer("pairs", 0, MOST_PAIRS),
        agrees=told("agrees"),
    )


def untreated_in(table: Table) -> Untreated:
    """The share of people who change as much untreated; it is worth nothing without its source."""
    return Untreated(interval_in(table, "percent", 0, 100), table.text("source"))
