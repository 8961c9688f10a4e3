"""The steps of a claim, and the most that something allows."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How far a claim may go, from not assessable to shown and repeated."""

    C0 = 0
    C1 = 1
    C2 = 2
    C3 = 3
    C4 = 4
    C5 = 5


@dataclass(frozen=True, slots=True)
class Levels:
    """Two answers: for the package of taking, knowing and being followed; for the drug itself."""

    package: Level
    drug: Level

    def at_most(self, cap: "Levels") -> "Levels":
        """The lower of two in each answer."""
        return Levels(min(self.package, cap.package), min(self.drug, cap.drug))

    def at_least(self, other: "Levels") -> "Levels":
        """The higher of two in each answer."""
        return Levels(max(self.package, other.package), max(self.drug, other.drug))

    def lowered(self, steps: int) -> "Levels":
        """Both lower by so many steps, but what can be assessed stays at C1."""
        return Levels(_lowered(self.package, steps), _lowered(self.drug, steps))


def _lowered(level: Level, steps: int) -> Level:
    return level if level <= Level.C1 else Level(max(level - steps, Level.C1))


NOTHING = Levels(Level.C0, Level.C0)
COMPATIBLE = Levels(Level.C1, Level.C1)
OPEN = Levels(Level.C5, Level.C2)  # without working blinding: any package, the drug at most C2
DRAMATIC = Levels(Level.C2, Level.C1)  # one open switch and a change that nothing else makes
