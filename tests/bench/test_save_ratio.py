"""A save of fifty patients at once, beside a bare Django view that writes one row."""

import sys

import pytest

pytestmark = pytest.mark.extra


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_a_save_takes_at_most_four_times_as_long_as_one_row_of_a_bare_view(kind):
    from tools.soak.ratio import compare, table

    found = compare(kind, 12, 20261129)

    sys.stdout.write(f"\n\n{table([found])}\n")
    assert found.whole
    assert found.ratio <= 4
