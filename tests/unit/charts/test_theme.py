from itertools import combinations

import pytest

from caseline.charts.theme import darkened, tokens

CM_8, CM_16 = 8 / 2.54 * 96, 16 / 2.54 * 96  # in px
PT = 96 / 72  # px


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour):
    """CIE L*."""
    return 116 * luminance(colour) ** (1 / 3) - 16


def test_black_on_white_has_the_known_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_every_colour_of_text_reaches_four_and_a_half_to_one_and_lines_three(paper):
    colours = dict(getattr(tokens(), paper))
    ground, line = colours.pop("paper"), colours.pop("grey")
    assert contrast(line, ground) >= 3
    assert {name for name, colour in colours.items() if contrast(colour, ground) < 4.5} == set()
    assert contrast(colours["ink"], ground) >= 7


def test_the_series_stay_apart_in_greyscale():
    series = [colour for name, colour in tokens().light.items() if name.startswith("series")]
    assert len(series) == 4
    apart = [abs(lightness(a) - lightness(b)) for a, b in combinations(series, 2)]
    assert min(apart) >= 9


def test_every_light_colour_has_one_dark_one_and_no_two_share_a_value():
    assert tokens().light.keys() == tokens().dark.keys()
    assert len(set(tokens().light.values())) == len(tokens().light)


def test_the_smallest_text_has_six_points_in_print():
    narrow, wide = tokens().sizes["narrow"], tokens().sizes["wide"]
    assert narrow.small * CM_8 / narrow.width / PT >= 6
    assert wide.small * CM_16 / wide.width / PT >= 6
    assert all(sizes.small <= sizes.label for sizes in (narrow, wide))


def test_each_light_colour_of_a_text_becomes_the_dark_one_and_nothing_else_changes():
    light, dark = tokens().light, tokens().dark
    told = " ".join(light.values()) + " #123456"
    assert darkened(told) == " ".join(dark[name] for name in light) + " #123456"
