"""What is asked: questionnaires as data, each number beside its source."""

from caseline.instruments.catalogue import ids, instrument, instruments
from caseline.instruments.model import (
    AnswerScale,
    BandSet,
    Cut,
    ErrorEstimate,
    Instrument,
    Item,
    Mark,
    Name,
    Ownership,
    SafetyFlag,
    ScoreRule,
    Source,
    Wording,
)
from caseline.instruments.reader import read_instrument
from caseline.instruments.wording import wording

__all__ = [
    "AnswerScale",
    "BandSet",
    "Cut",
    "ErrorEstimate",
    "Instrument",
    "Item",
    "Mark",
    "Name",
    "Ownership",
    "SafetyFlag",
    "ScoreRule",
    "Source",
    "Wording",
    "ids",
    "instrument",
    "instruments",
    "read_instrument",
    "wording",
]
