"""Numerics: numbers in, numbers out; no patient is known here."""

from caseline.stats.autocorrelation import autocorrelation
from caseline.stats.baseline_corrected import baseline_corrected_tau
from caseline.stats.effect_size import smd
from caseline.stats.level import lrr_decreasing, lrr_increasing, percent_change
from caseline.stats.many import nap_many, tau_u_many
from caseline.stats.nonoverlap import ird, nap, pand, pem, pnd
from caseline.stats.outliers import outliers
from caseline.stats.piecewise import piecewise
from caseline.stats.randomisation import (
    Alternating,
    Complete,
    MultipleBaseline,
    Pairs,
    Phases,
    RandomisationTest,
    Scheme,
    StartPoint,
    randomisation_interval,
    randomisation_test,
)
from caseline.stats.reliability import mdc95, mdc95_own, sem
from caseline.stats.replication import refuse_pseudo_replication
from caseline.stats.shares import at_bounds, missing_shares
from caseline.stats.tau import tau, tau_u
from caseline.stats.trend import kendall_trend, theil_sen

__all__ = [
    "Alternating",
    "Complete",
    "MultipleBaseline",
    "Pairs",
    "Phases",
    "RandomisationTest",
    "Scheme",
    "StartPoint",
    "at_bounds",
    "autocorrelation",
    "baseline_corrected_tau",
    "ird",
    "kendall_trend",
    "lrr_decreasing",
    "lrr_increasing",
    "mdc95",
    "mdc95_own",
    "missing_shares",
    "nap",
    "nap_many",
    "outliers",
    "pand",
    "pem",
    "percent_change",
    "piecewise",
    "pnd",
    "randomisation_interval",
    "randomisation_test",
    "refuse_pseudo_replication",
    "sem",
    "smd",
    "tau",
    "tau_u",
    "tau_u_many",
    "theil_sen",
]
