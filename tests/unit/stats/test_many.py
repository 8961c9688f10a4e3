"""Many series at once, by hand."""

import numpy as np
import pytest

from caseline.errors import DesignError
from caseline.stats import nap, nap_many, tau_u, tau_u_many
from caseline.stats.tau import VARIANTS


def test_each_series_has_its_answer():
    a, b = [[5, 7, 8], [1, 2, 3]], [[4, 5, 6, 9], [2, 2, 2, 2]]

    assert nap_many(a, b, worse="higher").tolist() == [7.5 / 12, 0.5]
    assert tau_u_many(a, b, worse="higher").tolist() == [6 / 12, 3 / 12]


def test_no_series_have_no_answers():
    assert nap_many(np.empty((0, 3)), np.empty((0, 4)), worse="higher").shape == (0,)


def test_more_series_than_are_reckoned_at_once():
    values = np.random.default_rng(5).integers(0, 11, (8_200, 5)).astype(float)
    found = nap_many(values[:, :3], values[:, 3:], worse="lower")

    for at in (0, 8_191, 8_192, 8_199):
        assert found[at] == nap(values[at, :3], values[at, 3:], worse="lower").value


@pytest.mark.parametrize("variant", VARIANTS)
def test_series_too_long_for_sums_of_one_byte(variant):
    values = np.random.default_rng(6).normal(size=(2, 300)).round(1)
    found = tau_u_many(values[:, :140], values[:, 140:], worse="lower", variant=variant)

    for row, one in zip(values, found, strict=True):
        alone = tau_u(row[:140], row[140:], worse="lower", variant=variant)
        assert one == pytest.approx(alone.value, abs=1e-14)


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ([[1, 2]], [[1, 2], [3, 4]], "there are 1 baselines and 2 treatment phases"),
        ([1, 2], [3, 4], "the baseline needs one series per row, it has 1 dimensions"),
        ([[1, 2]], [[3]], "the treatment needs at least 2 values per series"),
        ([[1, 2]], [[3, float("nan")]], "the treatment needs finite numbers, it holds NaN or inf"),
        ([[1, 2], [3]], [[1, 2], [3, 4]], "the baseline needs rows of numbers of one length"),
    ],
)
def test_what_is_no_set_of_series_is_refused(a, b, message):
    with pytest.raises(DesignError, match=message):
        nap_many(a, b, worse="higher")
