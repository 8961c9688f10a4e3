"""A made-up patient, whose answers follow from how bad a day is, on a scale from 0 to 10.

Every number here is invented. None is an estimate of how people or drugs behave.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from caseline.course.model import Drawing
from caseline.instruments import catalogue
from caseline.paindrawing.model import REGION_IDS
from caseline.scoring.response import Response

Floats = NDArray[np.float64]

USUAL = 6.5
MEMORY = 0.6  # how much of one day's deviation is left on the next
SPREAD = 0.8
FULL_DOSE = 4.5
SYMPTOMS = ("fatigue", "unrefreshed", "cognitive")
OCCURRED = ("headache", "abdominal", "depression")


class Person:
    """One made-up patient; the same seed gives the same person and the same days."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self._impact = self.rng.normal(-0.5, 1.2, len(catalogue.instrument("fiqr").items))
        self._regions = self.rng.normal(0, 2, len(REGION_IDS))

    def levels(self, amounts: Sequence[float], *, gain: float, lag_days: float) -> Floats:
        """How bad each day is, under an amount per day.

        The full dose takes `gain` points away; a new dose covers 1/`lag_days` of the way to
        its own gain each day. Around that the days wander, each like the one before.
        """
        levels = np.empty(len(amounts))
        gained = wander = 0.0
        for number, amount in enumerate(amounts):
            gained += (gain * amount / FULL_DOSE - gained) / lag_days
            wander = MEMORY * wander + self.rng.normal(0, SPREAD)
            levels[number] = USUAL - gained + wander
        return levels

    def forgets(self, share: float) -> bool:
        """Whether a diary entry is missing."""
        return bool(self.rng.random() < share)

    def pain(self, level: float) -> Response:
        """The diary entry of one day."""
        average = self._rated(level)
        worst = min(average + self._rated(1.5, noise=0.8, high=4), 10)
        answers = {"worst_pain": worst, "average_pain": average}
        return Response(catalogue.instrument("pain-nrs"), answers, recall_days=1)

    def fiqr(self, level: float) -> Response:
        """All 21 items."""
        instrument = catalogue.instrument("fiqr")
        pairs = zip(instrument.items, self._impact, strict=True)
        answers = {item.id: self._rated(level + own, noise=0.5) for item, own in pairs}
        return Response(instrument, answers)

    def phq4(self, level: float) -> Response:
        """All four items."""
        instrument = catalogue.instrument("phq4")
        answers = {item.id: self._rated(level / 4, noise=0.5, high=3) for item in instrument.items}
        return Response(instrument, answers)

    def symptoms(self, level: float) -> Response:
        """The six symptoms beside the pain drawing."""
        graded = {item: self._rated(level / 3, noise=0.4, high=3) for item in SYMPTOMS}
        occurred = {item: self._rated(level / 8, noise=0.3, high=1) for item in OCCURRED}
        return Response(catalogue.instrument("fsq"), graded | occurred)

    def drawing(self, level: float) -> Drawing:
        """The pain drawing: a region hurts where its own share and the day add up."""
        hurts = self._regions + level > 5
        pairs = list(zip(REGION_IDS, hurts, strict=True))
        return Drawing(
            marked=tuple(region for region, hurt in pairs if hurt),
            unmarked=tuple(region for region, hurt in pairs if not hurt),
        )

    def impression(self, gain: float) -> Response:
        """The patient's impression of change, after a gain in points."""
        answer = self._rated(4 - gain, noise=0.3, low=1, high=7)
        return Response(catalogue.instrument("pgic"), {"overall": answer})

    def _rated(self, level: float, *, noise: float = 0, low: int = 0, high: int = 10) -> int:
        return int(np.clip(round(level + self.rng.normal(0, noise)), low, high))
