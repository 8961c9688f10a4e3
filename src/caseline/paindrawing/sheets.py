"""Both sheets of a body side by side, as one SVG text: the frame of every picture."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from caseline.paindrawing.model import View, body_map, words
from caseline.paindrawing.path import closed_path, open_path

HEADING = 24  # height above the sheets, for their titles
GAP = 12  # between the sheets
BESIDE = 58  # from the middle of a sheet to a side's label, which stands above the shoulder
SIDES = {"front": ("right", "left"), "back": ("left", "right")}  # as the viewer sees them


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a picture."""

    ink: str = "#1d2733"
    grey: str = "#8a94a0"
    accent: str = "#b4532a"
    paper: str = "#ffffff"


JOURNAL = Ink()


def sheets(
    body: str,
    told: str,
    marks: Callable[[View, str], Iterable[str]],
    *,
    lang: str,
    ink: Ink = JOURNAL,
    below: int = 0,
) -> str:
    """Draw a body from the front and from behind, with marks on it.

    Parameters
    ----------
    body
        Name of a body map.
    told
        The picture in words; the same words give the same picture.
    marks
        Gives what is drawn on a view, under its outline, as SVG; and takes a key that sets
        the ids of this picture apart from those of others on a page.
    lang
        Language of the labels.
    ink
        The colours.
    below
        Room under the sheets.
    """
    key = sha256(repr((body, told, lang, ink)).encode()).hexdigest()[:10]
    views = body_map(body).views
    width = sum(view.width for view in views) + GAP
    height = HEADING + views[0].height + below
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="title-{key} text-{key}" font-family="\'Caseline Sans\', sans-serif">',
        f'<title id="title-{key}">{escape(words(lang)["title"])}</title>',
        f'<desc id="text-{key}">{escape(told)}</desc>',
        _hatching(key, ink),
    ]
    for place, view in enumerate(views):
        parts.append(
            f'<g transform="translate({place * (view.width + GAP)},{HEADING})" '
            'stroke-linecap="round" stroke-linejoin="round">'
        )
        parts.append(text(words(lang)[view.id], view.width / 2, -8, 600, ink))
        parts += [*sheet(view, marks(view, key), lang=lang, ink=ink, key=key), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def sheet(
    view: View, marks: Iterable[str], *, lang: str, ink: Ink = JOURNAL, key: str = "sheet"
) -> Iterator[str]:
    """Draw a body from one side: with marks under its outline, and left and right beside it.

    Parameters
    ----------
    view
        The side.
    marks
        What is drawn on it, as SVG.
    lang
        Language of the labels.
    ink
        The colours.
    key
        Sets the ids apart from those of other pictures on a page.
    """
    yield from _body(view, key, marks, ink)
    near, far = SIDES[view.id]
    yield text(words(lang)[near], view.width / 2 - BESIDE, 64, 400, ink)
    yield text(words(lang)[far], view.width / 2 + BESIDE, 64, 400, ink)


def accent(ink: Ink) -> str:
    """How a mark looks."""
    return f'fill="{ink.accent}" fill-opacity="0.3" stroke="{ink.accent}" stroke-width="0.8"'


def hatched(key: str, ink: Ink) -> str:
    """How a part looks that was not asked or not drawn."""
    return f'fill="url(#hatch-{key})" stroke="{ink.grey}" stroke-width="0.6"'


def _hatching(key: str, ink: Ink) -> str:
    return (
        f'<pattern id="hatch-{key}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M2.5,0V5" stroke="{ink.grey}"/></pattern>'
    )


def _body(view: View, key: str, marks: Iterable[str], ink: Ink) -> Iterator[str]:
    """Draw from the paper up: the thin lines, the marks, and the outline over their edges."""
    outline = f"{view.id}-{key}"
    thin = "".join(open_path(line) for line in view.lines)
    yield f'<defs><path id="{outline}" d="{closed_path(view.outline)}"/></defs>'
    yield f'<use href="#{outline}" fill="{ink.paper}"/>'
    yield f'<path d="{thin}" fill="none" stroke="{ink.grey}" stroke-width="0.7"/>'
    yield from marks
    yield f'<use href="#{outline}" fill="none" stroke="{ink.ink}" stroke-width="1.4"/>'


def text(said: str, x: float, y: float, weight: int, ink: Ink) -> str:
    """A word, centred at a place."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="14" font-weight="{weight}" '
        f'fill="{ink.ink}">{escape(said)}</text>'
    )
