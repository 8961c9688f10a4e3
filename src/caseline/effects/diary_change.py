"""How far the values of a diary moved, against the error of their scale."""

from dataclasses import dataclass

import numpy as np

from caseline.direction import relief
from caseline.effects.diary import Diary
from caseline.effects.mdc import Mdc, detectable_by
from caseline.effects.series import Bools


@dataclass(frozen=True, slots=True)
class DiaryChange:
    """The gain, positive where the patient is better, and what is detectable."""

    gain: float
    mdc: Mdc | None


def diary_change(diary: Diary) -> DiaryChange | None:
    """From before the treatment to as many last values on it; None where there are none.

    Where periods were drawn by lot, from all values without the treatment to all with it: the
    two that are compared there.
    """
    off, on = _compared(diary)
    if not (off.any() and on.any()):
        return None
    before, after = diary.values[off], diary.values[on]
    errors = diary.shipped.rule.errors if diary.shipped else ()
    return DiaryChange(
        gain=relief(diary.series.known.worse) * float(after.mean() - before.mean()),
        mdc=detectable_by(errors, before.tolist(), _weeks(diary, off), _weeks(diary, on)),
    )


def _compared(diary: Diary) -> tuple[Bools, Bools]:
    """Which rows stand for the time without and with the treatment."""
    there, on = np.isfinite(diary.values), np.array(diary.on)
    if diary.by_condition:
        inside = np.isin(np.arange(len(on)), diary.compared)
        return there & inside & ~on, there & inside & on
    before = there & (np.cumsum(on) == 0)
    last = np.flatnonzero(there & on)[-max(int(before.sum()), 1) :]
    return before, np.isin(np.arange(len(on)), last)


def _weeks(diary: Diary, where: Bools) -> int:
    """How many different weeks they are from, which is how many count as independent."""
    days = [diary.dates[place] for place in np.flatnonzero(where)]
    return len({(day - days[0]).days // 7 for day in days})
