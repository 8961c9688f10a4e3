"""Where the gain of one person lies among people on placebo."""

from datetime import date, timedelta

import pytest

from caseline.analysis import analyse
from caseline.analysis.notes import context
from caseline.evidence import base_rates, share_with

NAMES = {"date": "date", "condition": "drug", "baseline": 0, "worse": "higher"}
BEFORE = [7, 8, 6, 7, 8, 7, 6, 7, 8, 7, 6, 7]
AFTER = [4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 5, 4]
ON = [0] * 12 + [1] * 12


def told(pain, on=ON, outcome="pain-nrs.average", lang="en", **options):
    table = {
        "date": [date(2025, 3, 1) + timedelta(days=n) for n in range(len(pain))],
        outcome: pain,
        "drug": on,
    }
    given = {"range": (0, 10), "mcid": 1.5, "diagnosis": "fibromyalgia", **options}
    lines = context(analyse(table, **NAMES, value=outcome, **given), lang)
    return [line for line in lines if "normal" in line]


def test_the_share_is_that_of_the_normal_distribution():
    # a fall of 4 where placebo gives .9 with an SD of 1.6: z = 1.9375, P = .0263
    (final,) = [rate for rate in base_rates("fibromyalgia") if rate.sd is not None]

    assert share_with(final, 0.4) == pytest.approx(0.0263, abs=5e-5)
    assert share_with(final, 0.09) == pytest.approx(0.5)


def test_only_a_mean_change_with_a_spread_has_such_a_share():
    share = base_rates("fibromyalgia")[0]

    with pytest.raises(ValueError, match="only a mean change with a spread"):
        share_with(share, 0.4)


@pytest.mark.parametrize(
    ("lang", "begin"), [("en", "On placebo, a gain of 2."), ("de", "Unter Placebo wäre in 12 Wo")]
)
def test_a_gain_after_one_switch_is_placed_with_its_source(lang, begin):
    (line,) = told(BEFORE + AFTER, lang=lang)

    assert line.startswith(begin)
    assert "SD 1" in line
    assert "Bruun et al. 2024" in line


def test_a_score_of_a_longer_scale_is_placed_by_its_share_of_the_scale():
    (short,) = told(BEFORE + AFTER)
    (long,) = told(
        [10 * one for one in BEFORE + AFTER],
        outcome="pain-nrs-100.average",
        range=(0, 100),
        mcid=15,
    )

    assert short.partition("of about ")[2][:2] == long.partition("of about ")[2][:2]


@pytest.mark.parametrize(
    ("pain", "options"),
    [
        (AFTER + BEFORE, {}),
        (BEFORE + AFTER, {"outcome": "mood"}),
        (BEFORE + AFTER, {"range": None}),
        (BEFORE + AFTER, {"on": [0] * 6 + [1] * 6 + [0] * 6 + [1] * 6}),
        (BEFORE + AFTER, {"diagnosis": "gout"}),
        ([7] * 24, {}),
    ],
    ids=["worse", "another outcome", "no range", "comes and goes", "another illness", "no effect"],
)
def test_what_is_no_such_gain_is_not_placed(pain, options):
    assert told(pain, **options) == []
