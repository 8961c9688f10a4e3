"""The page on calibration shows what is on file."""

from tools.calibrate.page import PAGE, filled


def test_each_table_is_that_of_the_stored_cells():
    text = PAGE.read_text(encoding="utf-8")

    assert text == filled(text)
