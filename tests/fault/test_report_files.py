"""A report that is cut short leaves the old files whole, or none."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.extra

CASE = Path(__file__).parents[2] / "examples" / "moser-2025.toml"
NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from caseline.cli.main import main
main()
"""
RUN = "from caseline.cli.main import main; main()"
# Ends as by kill -9 when it has opened and moved so many of the files that it makes.
KILLED = """
import os, signal, sys
left = [int(sys.argv.pop(1))]
def killed(event, told):
    if event in ("open", "os.rename") and "/.caseline-" in str(told[0]):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(killed)
"""


def report(program, folder, *before):
    return [sys.executable, "-c", program, *before, "report", str(CASE), "-o", str(folder)]


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path):
    # A program that measures coverage would need room for its own file.
    plain = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    told = subprocess.run(
        report(NO_ROOM, tmp_path / "out"), capture_output=True, text=True, check=False, env=plain
    )

    assert told.returncode == 17
    assert told.stderr == (
        f"caseline: {tmp_path / 'out' / 'report.html'}: cannot be written (File too large), "
        "a folder with room is needed\n"
    )
    assert files(tmp_path) == {}


def test_a_killed_run_leaves_every_file_as_it_was_or_whole(tmp_path):
    subprocess.run(report(RUN, tmp_path), check=True, capture_output=True)
    whole = files(tmp_path)
    n = len(whole)  # each is opened beside its place, and all are moved then
    for done, moved in ((n // 2, 0), (n + n // 2, n // 2)):
        for name in whole:
            (tmp_path / name).write_bytes(b"old")

        told = subprocess.run(report(KILLED + RUN, tmp_path, str(done)), check=False)

        assert told.returncode == -signal.SIGKILL
        left = {name: content for name, content in files(tmp_path).items() if name in whole}
        assert set(left) == set(whole)
        for name, content in left.items():
            assert content in (b"old", whole[name])
        assert sum(content != b"old" for content in left.values()) == moved
