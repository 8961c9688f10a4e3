"""How much longer a save takes than one row of a bare Django view, under the same load."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.soak import server
from tools.soak.checked import Checked, check
from tools.soak.load import Outcome, after, press, row, saves

PATIENTS = 50
SLICES = 20  # short turns, so that whatever else the machine does slows both alike


@dataclass(frozen=True, slots=True)
class Compared:
    """Both under the same load, and what the database holds of the saves."""

    kind: str
    bare: Outcome
    saved: Outcome
    checked: Checked

    @property
    def ratio(self) -> float:
        """The 95th percentile of a save over that of the bare view."""
        return self.saved.slowest() / self.bare.slowest()

    @property
    def whole(self) -> bool:
        """Whether each save was answered, and each one acknowledged is there once."""
        refused = self.saved.refused or self.saved.unanswered
        return self.checked == Checked(0, 0, 0) and not refused


def compare(kind: str, seconds: float, seed: int) -> Compared:
    """Let 50 patients save for so many seconds, and 50 senders write one row each time.

    Parameters
    ----------
    kind
        SQLite or PostgreSQL.
    """
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(TemporaryDirectory(prefix="soak-"))) for _ in range(2)]
        databases = _databases(stack, kind, folders)
        clinic = stack.enter_context(server.clinic(folders[0], databases[0]))
        bare = stack.enter_context(server.bare(folders[1], databases[1]))
        patients = server.patients(folders[0], databases[0], PATIENTS)
        loads = (
            (bare.address, [row] * PATIENTS, Outcome()),
            (clinic.address, [saves(one) for one in patients], Outcome()),
        )
        for number in range(SLICES):
            for address, makers, outcome in loads:
                over = after(seconds / SLICES)
                asyncio.run(press(address, makers, over, seed + number, outcome))
        written, saved = (outcome for *_, outcome in loads)
        return Compared(kind, written, saved, check(databases[0], saved))


def _databases(stack: ExitStack, kind: str, folders: list[Path]) -> list[str]:
    if kind == "SQLite":
        return [f"sqlite:///{folder}/caseline.sqlite3" for folder in folders]
    from tests.postgresql import postgresql

    return [stack.enter_context(postgresql()) for _ in folders]


def table(found: list[Compared]) -> str:
    """What was measured, as a table."""
    lines = [
        "| database | what | answered a second | median | p95 | slowest | p95 over bare |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in found:
        for name, outcome in (("bare view, one row", one.bare), ("save", one.saved)):
            n = len(outcome.seconds)
            ratio = f"{one.ratio:.1f}" if outcome is one.saved else ""
            lines.append(
                f"| {one.kind} | {name} | {n / outcome.lasted:.0f} | {outcome.slowest(0.5):.3f} s "
                f"| {outcome.slowest():.3f} s | {max(outcome.seconds):.2f} s | {ratio} |"
            )
    return "\n".join(lines)
