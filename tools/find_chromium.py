"""Find the Chromium that the browser tests drive, and get one if there is none.

Usage: python tools/find_chromium.py

Looked for in this order: what CASELINE_CHROMIUM names, a program on the path, Playwright's own.
Got from Playwright, or as Debian's package where that download is not possible. Where neither
works this only says so: the browser tests then fail with the same sentence.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MINUTE = 60


class NoChromiumError(Exception):
    """There is no Chromium that starts; the message says what to do."""


def find() -> str:
    """Return the path of a Chromium that starts, or say what is missing."""
    if chosen := os.environ.get("CASELINE_CHROMIUM"):
        if starts(chosen):
            return chosen
        raise NoChromiumError(f"CASELINE_CHROMIUM is {chosen!r}, which does not start.")
    for path in candidates():
        if starts(path):
            return path
    raise NoChromiumError(
        "No Chromium was found, and none could be installed: "
        "install one, or set CASELINE_CHROMIUM to the path of one."
    )


def candidates() -> Iterator[str]:
    """Yield the places where a Chromium may be, the cheapest to ask first."""
    yield from filter(None, map(shutil.which, NAMES))
    yield MAC
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Whether the program runs; one that lacks a system library does not."""
    return attempt([path, "--version"], seconds=MINUTE // 2)


def get() -> None:
    """Install a Chromium, by the first way that works."""
    print("No Chromium found: getting Playwright's own, about 180 MB …", flush=True)
    playwright = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    if attempt(playwright, 5 * MINUTE) and found():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("That did not work: getting Debian's package …", flush=True)
        attempt(["apt-get", "update"], 3 * MINUTE)
        attempt(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], 10 * MINUTE)


def found() -> bool:
    """Whether there is a Chromium that starts."""
    try:
        find()
    except NoChromiumError:
        return False
    return True


def attempt(command: list[str], seconds: int) -> bool:
    """Run a command in silence, with a time limit, and say whether it succeeded."""
    silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    unasked = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        running = subprocess.Popen(command, **silent, env=unasked, start_new_session=True)
    except OSError:
        return False
    try:
        return running.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        # An installer starts programs of its own, which would outlive it.
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return False


def main() -> None:
    """Get a Chromium if there is none, and say so if there still is none."""
    if "CASELINE_CHROMIUM" not in os.environ and not found():
        get()
    try:
        find()
    except NoChromiumError as error:
        print(f"The browser tests will fail: {error}")


if __name__ == "__main__":
    main()
