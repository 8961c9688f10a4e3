"""Numerics: numbers in, numbers out; no patient is known here."""

from caseline.stats.reliability import mdc95, mdc95_own, sem

__all__ = ["mdc95", "mdc95_own", "sem"]
