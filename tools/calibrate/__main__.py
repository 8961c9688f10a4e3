"""Run the cells of the calibration: `make calibrate`.

    python -m tools.calibrate [--cells PATTERN] [--replicates N]

Each cell has a file in `results/`. A cell that has as many trials as are asked for is skipped;
one with fewer gets those that it lacks.
"""

import argparse
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tools.calibrate.cells import Cell, cells
from tools.calibrate.results import Result, stored

PROCESSES = 2
CHUNK = 25  # trials of one task
BLOCK = 500  # trials after which a cell is stored


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", default="", help="only cells whose name or group holds this")
    parser.add_argument("--replicates", type=int, help="trials of each cell, else its own number")
    options = parser.parse_args()
    chosen = [
        cell
        for cell in cells().values()
        if re.search(options.cells, cell.name) or options.cells == cell.group
    ]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for number, cell in enumerate(chosen, start=1):
            found = complete(cell, options.replicates or cell.replicates, pool)
            print(f"{number} of {len(chosen)}: {cell.name} ({found.replicates})", flush=True)


def complete(cell: Cell, replicates: int, pool: ProcessPoolExecutor) -> Result:
    """The cell with at least so many trials, from its file and the trials that it lacks."""
    found = stored(cell) or Result.empty(cell)
    while found.replicates < replicates:
        end = min(found.replicates + BLOCK, replicates)
        tasks = [(cell.name, *part) for part in _parts(found.replicates, end)]
        for part in pool.map(run, tasks):
            found = found.joined(part)
        found.store()
    return found


def run(task: tuple[str, int, int]) -> Result:
    """The trials of a cell from a number up to another."""
    name, begin, end = task
    cell = cells()[name]
    return Result.of(cell, (cell.trial(cell.generator(number)) for number in range(begin, end)))


def _parts(begin: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(begin, end, CHUNK):
        yield at, min(at + CHUNK, end)


if __name__ == "__main__":
    main()
