"""Every table that a course fills, in the order of the report."""

from caseline.reports.appendix_tables import indices_table, priors_table
from caseline.reports.criteria_tables import criteria_table, responder_table
from caseline.reports.drawing_tables import drawing_table
from caseline.reports.outcome_tables import band_table, outcome_table, reading_table
from caseline.reports.record_tables import (
    co_treatments_table,
    consent_table,
    doses_table,
    earlier_table,
    life_events_table,
    phase_table,
    side_effects_table,
)
from caseline.reports.report import Report
from caseline.reports.sensitivity_table import sensitivity_table
from caseline.reports.table import Table

TABLES = (
    outcome_table,
    band_table,
    reading_table,
    sensitivity_table,
    drawing_table,
    criteria_table,
    responder_table,
    phase_table,
    doses_table,
    earlier_table,
    co_treatments_table,
    side_effects_table,
    life_events_table,
    consent_table,
    priors_table,
    indices_table,
)


def tables(report: Report) -> tuple[Table, ...]:
    """The tables that have rows."""
    made = (make(report) for make in TABLES)
    return tuple(table for table in made if table.rows)
