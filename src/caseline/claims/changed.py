"""Did this person change? The first question, which asks for no reason."""

from typing import Literal

from caseline.claims.facts import above, missing, surely_above
from caseline.claims.features import ChangeFeature, Features
from caseline.claims.rules import rule

Changed = Literal["better", "worse", "borderline", "not shown", "cannot tell"]


def changed(features: Features) -> Changed:
    """Whether the outcome moved by more than the error of its scale, and which way.

    "borderline": whether it did hangs on how the error is estimated, or on how a value is
    read. "cannot tell": no change is on record, or nobody knows how much the scale moves.
    """
    change, bar = features.change, rule("T12.ratio")
    if change.over_mdc is None or missing(change.over_mdc):
        return "cannot tell"
    if above(change.over_mdc, bar):
        return _direction(change)
    return "borderline" if above(change.over_mdc_most, bar) else "not shown"


def _direction(change: ChangeFeature) -> Changed:
    if surely_above(change.gain_low, 0):
        return "better"
    return "worse" if surely_above(0, change.gain_high) else "cannot tell"
