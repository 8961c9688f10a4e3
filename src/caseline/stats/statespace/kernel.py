"""How much of the treatment is at work at a time: the exposure E(t).

dE/dt = (f(d(t)) - E) / tau, where f(d) is the dose curve, tau = tau_on while E rises and
tau_off while it falls. Between two dose changes that is solved exactly:
E(t) = f + (E0 - f) exp(-(t - t0) / tau). E is 0 before the first dose, and 1 at the steady
state of the maintenance dose, which is the largest dose of the course.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DoseSteps:
    """Amounts per day, each from its day until the next one begins; 0 before the first."""

    begin_days: Floats  # shape (k,), strictly rising
    amounts: Floats  # shape (k,), 0 or more, in any unit

    @property
    def shares(self) -> Floats:
        """The amounts as shares of the maintenance dose, shape (k,), 0 to 1."""
        shares: Floats = self.amounts / self.amounts.max()
        return shares

    def share_at(self, times: Floats) -> Floats:
        """The assigned share of the maintenance dose at each time, shape (n,)."""
        padded = np.concatenate([[0.0], self.shares])
        shares: Floats = padded[np.searchsorted(self.begin_days, times, side="right")]
        return shares


def dose_curve(share: float, ed50: Floats) -> Floats:
    """The steady-state exposure of a dose, shape (nodes,).

    f(d) = d / (d + ED50), scaled to 1 at the maintenance dose; `share` and `ed50` are in
    maintenance doses.
    """
    return share * (1 + ed50) / (share + ed50)


def exposure(
    times: Floats, steps: DoseSteps, tau_on: Floats, tau_off: Floats, ed50: Floats
) -> Floats:
    """The exposure at each time for each node.

    Parameters
    ----------
    times : shape (n,)
        Days, rising.
    steps : DoseSteps
        The doses on the same clock.
    tau_on, tau_off : shape (nodes,)
        Time constants of onset and offset, days, above 0.
    ed50 : shape (nodes,)
        The dose of half the effect in maintenance doses, above 0.

    Returns
    -------
    shape (n, nodes)
        From 0 to 1, no unit.

    References
    ----------
    Percha et al. 2019, JMIR 21:e12641, doi:10.2196/12641 (wash-in and wash-out constants)
    """
    found = np.zeros((len(times), len(tau_on)))
    ends = np.append(steps.begin_days[1:], np.inf)
    now = np.zeros_like(tau_on)
    for begin, end, share in zip(steps.begin_days, ends, steps.shares, strict=True):
        goal = dose_curve(share, ed50)
        rate = -1 / np.where(goal > now, tau_on, tau_off)
        inside = slice(*np.searchsorted(times, [begin, end]))
        stretch = np.multiply(times[inside, None] - begin, rate, out=found[inside])
        np.exp(stretch, out=stretch)
        stretch *= now - goal
        stretch += goal
        if np.isfinite(end):
            now = goal + (now - goal) * np.exp((end - begin) * rate)
    return found
