"""Randomisation tests: how extreme the order that was drawn is among all that could have been."""

from caseline.stats.randomisation.baselines import MultipleBaseline
from caseline.stats.randomisation.inversion import randomisation_interval
from caseline.stats.randomisation.scheme import Scheme
from caseline.stats.randomisation.schemes import (
    Alternating,
    Complete,
    Pairs,
    Phases,
    StartPoint,
)
from caseline.stats.randomisation.significance import RandomisationTest, randomisation_test

__all__ = [
    "Alternating",
    "Complete",
    "MultipleBaseline",
    "Pairs",
    "Phases",
    "RandomisationTest",
    "Scheme",
    "StartPoint",
    "randomisation_interval",
    "randomisation_test",
]
