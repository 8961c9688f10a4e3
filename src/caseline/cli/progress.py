"""A progress bar for people who wait, and for nobody else."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

SHOW_AFTER_SECONDS = 1.0

Show = Callable[[int, int], None]


@contextmanager
def late_bar(what: str) -> Iterator[Show | None]:
    """Show how much is done, once the work has taken longer than a second.

    What it gives is called with what is done and what there is. None where the standard
    error is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    begun = time.monotonic()
    with ExitStack() as stack:
        update: Show | None = None

        def show(done: int, all_there_is: int) -> None:
            nonlocal update
            if update is None and time.monotonic() - begun >= SHOW_AFTER_SECONDS:
                update = _bar(what, stack)
            if update:
                update(done, all_there_is)

        yield show


def _bar(what: str, stack: ExitStack) -> Show:
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task(what)
    return lambda done, all_there_is: bar.update(task, completed=done, total=all_there_is)
