"""A figure: SVG text with a title and a description, and the same as PNG and PDF."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from types import ModuleType

from caseline.charts.faces import face_rules
from caseline.charts.slim import slim
from caseline.charts.theme import FONTS, colour, darkened, tokens
from caseline.errors import MissingExtraError

VEGA_LITE = "6.1"  # the version of the language that the specs are written in

Spec = dict[str, object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture. `spec` is the Vega-Lite it was drawn from; None where there is none."""

    id: str
    title: str
    description: str
    svg: str
    spec: Spec | None = None

    def png(self, scale: float = 2) -> bytes:
        """The picture on paper as PNG, `scale` times its size in px."""
        png: bytes = converter().svg_to_png(self.on_paper(), scale=scale)
        return png

    def pdf(self) -> bytes:
        """The picture as a PDF page of its own size."""
        pdf: bytes = converter().svg_to_pdf(self.svg)
        return pdf

    def standing_alone(self, *, dark: bool = False) -> str:
        """The SVG on paper with its fonts inside: a file, or a picture in a page, has no others.

        In another font the lines of its notes are longer, and their ends cut off.
        """
        named = self.on_paper(dark=dark)
        return named.replace("</desc>", f"</desc><style>{face_rules()}</style>", 1)

    def on_paper(self, *, dark: bool = False) -> str:
        """The SVG on the colour of paper, for places that may have another."""
        paper = f'<rect width="100%" height="100%" fill="{colour("paper")}"/>'
        drawn = self.svg.replace("</desc>", f"</desc>{paper}", 1)
        return darkened(drawn) if dark else drawn


def draw(id: str, title: str, description: str, spec: Spec) -> Figure:  # noqa: A002  as in Figure
    """The figure of a spec. Equal input gives equal bytes.

    Raises
    ------
    MissingExtraError
        The part of Caseline that draws is not installed.
    """
    svg: str = converter().vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return Figure(id, title, description, _named(slim(svg), id, title, description), spec)


@cache
def converter() -> ModuleType:
    """vl-convert with the shipped fonts; imported late, because it is an extra."""
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("drawing a figure", "report") from None
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _named(svg: str, id: str, title: str, description: str) -> str:  # noqa: A002  as in Figure
    """With a name and a text alternative for people who do not see it."""
    _, inside = svg.split(">", 1)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert size is not None  # noqa: S101  vl-convert always writes both
    width, height = size.groups()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc" font-family="{tokens().stack}">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(description)}</desc>{inside}'
    )
