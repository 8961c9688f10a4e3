"""What every test may use."""

from pathlib import Path

import pytest
from hypothesis import Phase, settings

# The same examples at every run; `pytest --hypothesis-profile=nightly` looks for new ones.
# To explain a failure takes Hypothesis minutes, so that is left to the nightly profile.
SHORT = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile("everyday", deadline=None, derandomize=True, phases=SHORT)
settings.register_profile("nightly", deadline=None, max_examples=5_000)
settings.load_profile("everyday")

HERE = Path(__file__).parent
NEEDS_EXTRA = "pytestmark = pytest.mark.extra"


def pytest_ignore_collect(collection_path, config):
    """On the bare wheel, what needs an extra is not even imported."""
    if "not extra" in config.getoption("markexpr") and _needs_extra(collection_path):
        return True
    return None


def pytest_collection_modifyitems(items):
    """Those that drive a browser come last: its driver keeps an event loop in this thread for
    good, and Django then refuses to touch a database in it."""
    items.sort(key=lambda item: (HERE / "browser") in item.path.parents)


def _needs_extra(path):
    """Whether a module says so, or each one in a folder: its conftest may then need it too."""
    if path == HERE / "browser":
        return True
    modules = [path] if path.is_file() else list(path.rglob("test_*.py"))
    return bool(modules) and all(NEEDS_EXTRA in module.read_text() for module in modules)


@pytest.fixture(scope="session")
def nu_checker():
    """The W3C Nu checker: `nu_checker(*paths)` gives what it complains of."""
    from tests.judges import nu_complaints

    return nu_complaints


@pytest.fixture(scope="session")
def read_pdf():
    """`read_pdf(path)` gives what a screen reader would find in a PDF."""
    from tests.judges import read_pdf

    return read_pdf
