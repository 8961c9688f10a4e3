"""The pages of the documentation, and the blocks and links in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^( *)```(\w*)([^\n`]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]+`")
_ROW = re.compile(r"^\| *`([^`]+)`[^|]*\|", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the file name in its title if it has one, its text."""

    lang: str
    title: str | None
    text: str


def pages():
    """Every page that people wrote or a program generated."""
    return sorted(DOCS.rglob("*.md"))


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(text):
    """The fenced blocks of a page, in order."""
    found = []
    for match in _FENCE.finditer(text):
        indent, lang, about, body = match.groups()
        title = _TITLE.search(about)
        lines = [line.removeprefix(indent) for line in body.splitlines()]
        found.append(Block(lang, title and title[1], "".join(f"{line}\n" for line in lines)))
    return found


def prose(text):
    """A page without its blocks."""
    return _FENCE.sub("", text)


def links(text):
    """Where the links of a page lead."""
    return _LINK.findall(_CODE.sub("", prose(text)))


def anchors(text):
    """The names of the headings of a page, as the site builder makes them."""
    heads = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {_slug(head) for head in heads}


def sections(text):
    """The text under each heading, by what stands in code in the heading, else by its words."""
    parts = re.split(r"^#+ (.+)$", prose(text), flags=re.MULTILINE)[1:]
    named = {}
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        code = re.match(r"`([^`]+)`", head)
        named[code[1] if code else head] = body
    return named


def first_cells(text):
    """What stands in code at the beginning of each row of the tables."""
    return _ROW.findall(text)


def _slug(head):
    words = re.sub(r"[^\w\s-]", "", head.replace("`", "")).strip().lower()
    return re.sub(r"[-\s]+", "-", words)
