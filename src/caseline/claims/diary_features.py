"""Features from a table: what it shows and what was stated with it; the rest is not on record."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from caseline.claims import diary_design
from caseline.claims import features as f
from caseline.claims.evidence_features import evidence
from caseline.claims.facts import Number
from caseline.claims.numbers import Numbers
from caseline.claims.rules import words_for
from caseline.course.model import Masking
from caseline.effects.diary import Diary, Statement
from caseline.effects.diary_change import diary_change
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.stats.shares import at_bounds

# Which threats each statement answers.
ANSWERS: Mapping[Statement, tuple[str, ...]] = MappingProxyType(
    {
        "planned": ("T18", "T20"),
        "alike": ("T13",),
        "gapless": ("T14",),
        "undisturbed": ("T11",),
        "taken": ("T21",),
        "unprompted": ("T05",),
        "unrevealed": ("T04",),
    }
)

SIGNS = {"on": 1, "off": -1, "cannot tell": 0}

Stated = TypeVar("Stated")


def features_of_diary(diary: Diary, numbers: Numbers) -> f.Features:
    """The features of a table.

    Parameters
    ----------
    diary : Diary
        The table, with what was stated of it.
    numbers : Numbers
        Statistics worked out elsewhere.
    """

    def stated(word: Statement, fact: Stated) -> Stated | NotOnRecord:
        return fact if word in diary.stated else NOT_ON_RECORD

    no_threshold = diary.series.known.mcid is None
    threshold = NOT_ON_RECORD if no_threshold else stated("planned", True)
    return f.Features(
        design=diary_design.design(diary),
        blinding=_blinding(diary, numbers),
        points=diary_design.points(diary, numbers),
        baseline=f.Baseline(
            p_improving=numbers.p_improving,
            share_of_change=numbers.share_of_change,
            near_median=numbers.near_median,
            z_vs_history=None,  # a table has no earlier history
            trigger=stated("unprompted", "other"),
            fluctuation_days=numbers.fluctuation_days,
        ),
        change=_change(diary, numbers),
        instrument=_instrument(diary, stated("alike", True)),
        exposure=f.Exposure(
            amounts=False,
            adherence_percent=stated("taken", 100),
            n_dose_changes=0,
            n_stops=sum(not run.on for run in diary.runs[1:]),
            tau_on_days=numbers.tau_on_days,
        ),
        events=f.Events(
            co_interventions=stated("undisturbed", ()), life_events=stated("undisturbed", ())
        ),
        outcomes=f.Outcomes(
            n_recorded=NOT_ON_RECORD,
            n_reported=stated("planned", 1),
            primary_prespecified=stated("planned", True),
            threshold_prespecified=threshold,
            analysis_prespecified=NOT_ON_RECORD,
            unplanned_looks=stated("planned", False),
            pseudo_replicated=False,  # what was drawn as one is compared as one
        ),
        provenance=f.Provenance(
            how=stated("planned", "prospective"), chosen=stated("planned", "before the course")
        ),
        evidence=f.Evidence(NOT_ON_RECORD, None, NOT_ON_RECORD)
        if diary.diagnosis is None
        else evidence(diary.diagnosis),
    )


def _blinding(diary: Diary, numbers: Numbers) -> f.Blinding:
    def masking(who: str) -> Masking | NotOnRecord:
        return "blinded" if who in diary.series.blinded else NOT_ON_RECORD

    guesses: f.Guesses | NotOnRecord = NOT_ON_RECORD
    if diary.asked_guesses:
        guesses = f.Guesses(
            bang_active=_bang_active(diary),
            p_above_chance=numbers.p_guess_above_chance,
            side_effects_reveal=False if "unrevealed" in diary.stated else NOT_ON_RECORD,
        )
    return f.Blinding(masking("patient"), masking("clinician"), masking("rater"), guesses)


def _bang_active(diary: Diary) -> Number:
    """Bang's index on treatment: right minus wrong guesses, over all of them."""
    on = diary.series.period_on
    own = [SIGNS[one.guess] for one in diary.series.guesses if on[one.period]]
    return sum(own) / len(own) if own else NOT_ON_RECORD


def _change(diary: Diary, numbers: Numbers) -> f.ChangeFeature:
    found = diary_change(diary)
    gain = None if found is None else found.gain
    mdc = None if found is None else found.mdc
    mcid = diary.series.known.mcid
    return f.ChangeFeature(
        gain_low=gain,
        gain_high=gain,
        over_mdc=_times(gain, mdc.high if mdc else None),
        over_mdc_most=_times(gain, mdc.low if mdc else None),
        over_mcid=NOT_ON_RECORD if mcid is None else _times(gain, mcid),
        mass_before_start=numbers.mass_before_start,
        onset_days=numbers.onset_days,
        complete_days=numbers.complete_days,
        residual=numbers.residual,
        tipping_over_mcid=numbers.tipping_over_mcid,
        detectable=numbers.detectable,
        flips=numbers.flips,
    )


def _times(gain: float | None, bar: float | None) -> Number:
    """How many times a gain or a loss reaches a bar."""
    return None if gain is None or bar is None else abs(gain) / bar


def _instrument(diary: Diary, same: bool | NotOnRecord) -> f.InstrumentFeature:
    shipped = diary.shipped
    reported: f.Reporter | NotOnRecord = NOT_ON_RECORD
    if shipped is not None:
        by_clinician = shipped.instrument.id in words_for("clinician_rated")
        reported = "clinician" if by_clinician else "patient"
    return f.InstrumentFeature(
        id=diary.series.outcome if shipped is None else shipped.instrument.id,
        reported_by=reported,
        same_version=same,
        same_mode=same,
        same_language=same,
        same_recall=same,
        same_rater=True if reported == "patient" else same,
        at_bound=_at_bound(diary),
    )


def _at_bound(diary: Diary) -> Number:
    """The share of the values at one end of the scale, that with more; its ends must be known."""
    span, series = diary.series.known.scale_range, diary.series
    if span is None:
        return NOT_ON_RECORD
    if series.n == 0:
        return None
    found = at_bounds(series.values, *span)
    return max(found.floor, found.ceiling)
