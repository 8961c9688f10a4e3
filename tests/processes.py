"""The command line as a process of its own, with the most memory that it and its children took."""

import subprocess
import sys
import time

# The peak of the process itself. `getrusage` would do, were it not that Linux lets a child begin
# with the peak of its parent: a small command then looks as large as the tests that started it.
# To it comes that of its largest child, as if both had their peak at once.
MAIN = """
import resource
import sys
from caseline.cli.main import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stderr.write(f"{(int(peak.split()[1]) + children) // 1024}\\n")
"""


def measured(*arguments, within_seconds):
    """Exit code, lines of complaint, and megabytes, of `caseline` with these arguments."""
    begun = time.monotonic()
    command = [sys.executable, "-c", MAIN, *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert time.monotonic() - begun < within_seconds
    *complaint, megabytes = told.stderr.splitlines()
    return told.returncode, complaint, int(megabytes)
