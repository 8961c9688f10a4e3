"""What published studies tell of a person's illness before their own values are looked at."""

from dataclasses import replace

from caseline.effects.series import Series
from caseline.evidence import fluctuation


def informed(series: Series, diagnosis: str | None) -> Series:
    """The series, knowing how far such scores move from day to day in the illness.

    Only for an instrument of which that is published, on a scale whose ends are known.
    """
    span = series.known.scale_range
    if diagnosis is None or span is None:
        return series
    found = fluctuation(diagnosis, series.outcome.partition(".")[0])
    if found is None:
        return series
    return replace(
        series, known=replace(series.known, condition_sd=found.share * (span[1] - span[0]))
    )
