"""Waiting for what no locator can say.

Playwright's `wait_for_function` asks by `eval`, which these pages forbid from its second look on.
"""

from time import monotonic

PATIENCE = 30  # seconds


def until(page, script, given=None):
    """Ask the page until it says yes, and give what it said."""
    end = monotonic() + PATIENCE
    while not (said := page.evaluate(script, given)):
        assert monotonic() < end, f"after {PATIENCE} s still not: {script}"
        page.wait_for_timeout(50)
    return said
