"""The page on calibration shows what is on file, and other pages say what it shows."""

import re

import pytest

from tests.docs.pages import read
from tools.calibrate.cells import cells
from tools.calibrate.page import PAGE, filled
from tools.calibrate.results import stored

AT_ONCE = "6 random pairs of 14 d | AR .4 | onset .1 d | effect 1"
BAD_RUN = "begun after a bad run"


def test_each_table_is_that_of_the_stored_cells():
    text = PAGE.read_text(encoding="utf-8")

    assert text == filled(text)


def test_the_page_of_the_model_tells_how_often_each_contrast_covers():
    found = stored(cells()[AT_ONCE])
    text = " ".join(read("docs/explanation/one-course-model.md").split())
    period, steady = re.search(
        r"period contrast covers the truth in (\S+) .*? steady effect covers in (\.\d+)", text
    ).groups()

    assert float(period) == pytest.approx(found.rate("period.covers_95").value, abs=0.005)
    assert float(steady) == pytest.approx(found.rate("steady.covers_95").value, abs=0.005)


def test_the_page_of_the_model_tells_how_often_a_bad_run_deceives():
    text = " ".join(read("docs/explanation/one-course-model.md").split())
    low, high = re.search(r"begun after a bad run, (\S+) to (\S+) reach P\(better\)", text).groups()
    rates = [
        stored(cell).rate("steady.sure_95").value
        for name, cell in cells().items()
        if name.endswith(BAD_RUN)
    ]

    assert len(rates) == 4
    assert float(low) == pytest.approx(min(rates), abs=0.05)
    assert float(high) == pytest.approx(max(rates), abs=0.05)
