"""Whole processes, timed in turns so that a busy machine slows all of them alike."""

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 5

# The system's own account of a process's memory begins with that of the process that started
# it; so each one tells its own at its end.
TELL_MEMORY = """
import atexit, sys
def tell():
    with open("/proc/self/status") as status:
        sys.stderr.writelines(line for line in status if line.startswith("VmHWM"))
atexit.register(tell)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process took: the median time, and the most memory of any round."""

    seconds: float
    megabytes: float


def in_turns(programs: Mapping[str, tuple[str, Sequence[object]]]) -> dict[str, Measured]:
    """Run each program with its words ROUNDS times, after one round that warms the disk."""
    runs: dict[str, list[Measured]] = {name: [] for name in programs}
    for _ in range(ROUNDS + 1):
        for name, (program, words) in programs.items():
            runs[name].append(_once(program, words))
    return {name: _typical(some[1:]) for name, some in runs.items()}


def show(title: str, measured: Mapping[str, Measured]) -> None:
    """Print a table; its last line is the ratio of the first process to the second."""
    lines = ["", "", title, "", "| process | median time | most memory |", "|---|---|---|"]
    lines += [
        f"| {name} | {one.seconds:.2f} s | {one.megabytes:.0f} MB |"
        for name, one in measured.items()
    ]
    first, second, *_ = measured.values()
    times, memory = first.seconds / second.seconds, first.megabytes / second.megabytes
    lines.append(f"| ratio | {times:.2f} | {memory:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


def _once(program: str, words: Sequence[object]) -> Measured:
    command = [sys.executable, "-c", TELL_MEMORY + program, *map(str, words)]
    begun = time.perf_counter()
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - begun
    return Measured(seconds, int(told.stderr.split()[1]) / 1024)


def _typical(runs: Sequence[Measured]) -> Measured:
    return Measured(
        statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs)
    )
