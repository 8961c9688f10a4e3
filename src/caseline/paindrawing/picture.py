"""The picture of a pain drawing: front and back side by side, as one SVG text."""

from collections.abc import Collection, Iterator
from typing import Literal

from caseline.errors import DrawingError
from caseline.paindrawing.model import REGION_IDS, View, body_map, check_regions, words
from caseline.paindrawing.path import closed_path
from caseline.paindrawing.sheets import JOURNAL, Ink, accent, hatched, sheets


def picture(
    marked: Collection[str],
    *,
    lang: Literal["en", "de"] = "en",
    unanswered: Collection[str] = (),
    body: str = "neutral",
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
    body
        Name of the body map.
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
    shapes = {region.id: region.shapes for region in body_map(body).regions}

    def marks(view: View, key: str) -> Iterator[str]:
        fills = dict.fromkeys(unanswered, hatched(key, ink)) | dict.fromkeys(marked, accent(ink))
        for region in REGION_IDS:
            if region in fills and view.id in shapes[region]:
                yield f'<path d="{closed_path(shapes[region][view.id])}" {fills[region]}/>'

    return sheets(body, told, marks, lang=lang, ink=ink)


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
