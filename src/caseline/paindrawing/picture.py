"""The picture of a pain drawing: front and back side by side, as one SVG text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Literal

from caseline.errors import DrawingError
from caseline.paindrawing.model import REGION_IDS, View, body_map, check_regions, words
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


def picture(
    marked: Collection[str],
    *,
    lang: Literal["en", "de"] = "en",
    unanswered: Collection[str] = (),
    ink: Ink = JOURNAL,
) -> str:
    """Draw the body from the front and from behind: marked regions filled, the rest in outline.

    Parameters
    ----------
    marked
        Ids of the regions with pain.
    lang
        Language of labels and description.
    unanswered
        Ids of regions that were not asked or not answered; they are hatched.
    ink
        The colours.

    Returns
    -------
    str
        One SVG document that needs nothing else. The same drawing gives the same text.

    Raises
    ------
    DrawingError
        An id is not one of the 19 regions, or is both marked and unanswered.
    """
    told = describe(marked, lang=lang, unanswered=unanswered)
    key = sha256(repr((told, lang, ink)).encode()).hexdigest()[:10]
    views = body_map("neutral").views
    width = sum(view.width for view in views) + GAP
    height = HEADING + views[0].height
    fills = {region: _hatched(key, ink) for region in REGION_IDS if region in unanswered}
    fills |= {region: _accent(ink) for region in REGION_IDS if region in marked}
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
        parts += [*_body(view, key, fills, ink), *_labels(view, lang, ink), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def describe(
    marked: Collection[str], *, lang: Literal["en", "de"] = "en", unanswered: Collection[str] = ()
) -> str:
    """Put the picture into words: how many regions are marked, which they are, which are not.

    Raises
    ------
    DrawingError
        An id is not one of the 19 regions, or is both marked and unanswered.
    """
    _check(marked, unanswered)
    rest = set(REGION_IDS).difference(marked, unanswered)
    groups = {"marked": marked, "unmarked": rest, "unanswered": unanswered}
    sentences, of = words(lang)["description"], len(REGION_IDS)
    told = [] if marked else [sentences["none"].format(of=of)]
    for kind, ids in groups.items():
        names = [words(lang)["regions"][region] for region in REGION_IDS if region in ids]
        if names:
            told.append(sentences[kind].format(n=len(names), of=of, names="; ".join(names)))
    return " ".join(told)


def _check(marked: Collection[str], unanswered: Collection[str]) -> None:
    check_regions([*marked, *unanswered])
    both = set(marked).intersection(unanswered)
    if both:
        raise DrawingError(f"marked and unanswered at once: {', '.join(sorted(both))}; one of them")


def _accent(ink: Ink) -> str:
    return f'fill="{ink.accent}" fill-opacity="0.3" stroke="{ink.accent}" stroke-width="0.8"'


def _hatched(key: str, ink: Ink) -> str:
    return f'fill="url(#hatch-{key})" stroke="{ink.grey}" stroke-width="0.6"'


def _hatching(key: str, ink: Ink) -> str:
    return (
        f'<pattern id="hatch-{key}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M2.5,0V5" stroke="{ink.grey}"/></pattern>'
    )


def _body(view: View, key: str, fills: dict[str, str], ink: Ink) -> Iterator[str]:
    """Draw from the paper up: the thin lines, the marks, and the outline over their edges."""
    outline = f"{view.id}-{key}"
    thin = "".join(open_path(line) for line in view.lines)
    yield f'<defs><path id="{outline}" d="{closed_path(view.outline)}"/></defs>'
    yield f'<use href="#{outline}" fill="{ink.paper}"/>'
    yield f'<path d="{thin}" fill="none" stroke="{ink.grey}" stroke-width="0.7"/>'
    shapes = {one.id: one.shapes.get(view.id) for one in body_map("neutral").regions}
    for region, fill in fills.items():
        if shape := shapes[region]:
            yield f'<path d="{closed_path(shape)}" {fill}/>'
    yield f'<use href="#{outline}" fill="none" stroke="{ink.ink}" stroke-width="1.4"/>'


def _labels(view: View, lang: str, ink: Ink) -> Iterator[str]:
    middle, said = view.width / 2, words(lang)
    near, far = SIDES[view.id]
    yield _text(said[view.id], middle, -8, 600, ink)
    yield _text(said[near], middle - BESIDE, 64, 400, ink)
    yield _text(said[far], middle + BESIDE, 64, 400, ink)


def _text(said: str, x: float, y: float, weight: int, ink: Ink) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="14" font-weight="{weight}" '
        f'fill="{ink.ink}">{escape(said)}</text>'
    )
