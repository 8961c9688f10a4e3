"""A drawn SVG without what a page does not need: fewer bytes, the same picture."""

import re
import xml.etree.ElementTree as ET
from itertools import groupby

SVG = "http://www.w3.org/2000/svg"
IDLE = {"opacity": "1", "transform": "translate(0,0)"}  # values that change nothing
DROPPED = ("class", "role", "font-family", "pointer-events", "aria-hidden", "aria-roledescription")
INHERITED = (
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "stroke",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-width",
    "text-anchor",
)
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
_PLACE = re.compile(r"translate\(([^,]+),([^)]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")


def slim(svg: str) -> str:
    """The same picture: attributes that siblings share stand once, circles are circles."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)  # noqa: S314  drawn here a moment ago
    _clean(root)
    text = ET.tostring(root, encoding="unicode")
    return _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", text)


def _clean(element: ET.Element) -> None:
    for name in DROPPED:
        element.attrib.pop(name, None)
    for name, nothing in IDLE.items():
        if element.get(name) == nothing:
            del element.attrib[name]
    for child in list(element):
        ground = child.get("class") in ("background", "foreground")
        if not ground:
            _clean(child)
        if ground or (child.tag == f"{{{SVG}}}g" and len(child) == 0):
            element.remove(child)
    _circle(element)
    if element.tag == f"{{{SVG}}}g":
        _lift(element)
    _unwrap(element)


def _circle(element: ET.Element) -> None:
    shape = _CIRCLE.fullmatch(element.get("d", ""))
    place = _PLACE.fullmatch(element.get("transform", ""))
    if shape and place:
        del element.attrib["d"], element.attrib["transform"]
        element.tag = f"{{{SVG}}}circle"
        element.attrib.update(cx=place[1], cy=place[2], r=shape[1])


def _lift(group: ET.Element) -> None:
    """Give neighbours that look alike one group that says so."""
    runs = [list(run) for _, run in groupby(group, key=_look)]
    for run in runs:
        look = _look(run[0])
        if not look or (len(run) == 1 and len(runs) > 1):
            continue
        for child in run:
            for name, _ in look:
                del child.attrib[name]
        place = list(group).index(run[0])
        for child in run:
            group.remove(child)
        shared = ET.Element(f"{{{SVG}}}g", dict(look))
        shared.extend(run)
        group.insert(place, shared)


def _look(element: ET.Element) -> tuple[tuple[str, str], ...]:
    return tuple((name, element.attrib[name]) for name in INHERITED if name in element.attrib)


def _unwrap(group: ET.Element) -> None:
    """Replace each child group that says nothing by what it holds."""
    for place, child in reversed(list(enumerate(group))):
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            group[place : place + 1] = list(child)
