"""The look of pictures and pages: colours and type from one file, and the shipped fonts."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Width = Literal["narrow", "wide"]

HERE = Path(__file__).parent
FONTS = HERE / "data" / "fonts"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The width of a picture and of the type in it, in px."""

    kind: Width
    width: int
    label: int
    small: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by name for light and dark paper, the font, and sizes by kind of picture."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    family: str
    stack: str
    sizes: Mapping[Width, Sizes]


@cache
def tokens() -> Tokens:
    """The tokens that pictures and pages share."""
    read = tomllib.loads((HERE / "tokens.toml").read_text(encoding="utf-8"))
    return Tokens(
        light=read["light"],
        dark=read["dark"],
        family=read["family"]["name"],
        stack=read["family"]["stack"],
        sizes={kind: Sizes(kind=kind, **read[kind]) for kind in get_args(Width)},
    )


def colour(name: str) -> str:
    """The light value of a colour token."""
    return tokens().light[name]


def darkened(text: str) -> str:
    """A picture or its spec with the dark value of each colour in the place of the light one."""
    found = tokens()
    dark = {found.light[name]: found.dark[name] for name in found.light}
    return re.sub("|".join(dark), lambda value: dark[value[0]], text)


def config() -> dict[str, object]:
    """The part of a Vega-Lite spec that sets the look: transparent, without frames or axes."""
    return {
        "font": tokens().family,
        "background": "transparent",
        "aria": False,
        "padding": 0,
        "view": {"stroke": None},
        "concat": {"spacing": 0},
        "text": {"fill": colour("ink"), "baseline": "alphabetic"},
        "rule": {"stroke": colour("ink")},
        "rect": {"fill": colour("ink")},
        "line": {"stroke": colour("ink")},
        "point": {"fill": colour("ink"), "stroke": colour("paper"), "opacity": 1},
    }
