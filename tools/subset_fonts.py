"""Make the shipped fonts from Source Sans.

Usage: python tools/subset_fonts.py SOURCE_SANS [TARGET]

SOURCE_SANS is the unpacked npm package `source-sans` 3.52.0 (font version 3.052). Its licence,
the SIL Open Font License, reserves the name 'Source': a changed copy must carry another one, so
ours is `Caseline Sans`. The TTF files are for charts and PDF, the WOFF2 files for pages. Source
Sans has no `tnum` feature: its figures are tabular and lining unless `pnum` is asked for.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Caseline Sans"
TARGET = Path(__file__).parents[1] / "src/caseline/charts/data/fonts"
STYLES = {"Regular": "Regular", "Semibold": "Semibold", "It": "Italic"}

LATIN_1 = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
PUNCTUATION = [ord(c) for c in "–—‘’‚“”„•…′″‰‹›€−≤≥≈≠←↑→↓½⅓✓"] + [0x2009, 0x2011, 0x202F]
PAGE = LATIN_1 + PUNCTUATION

LATIN_EXTENDED_A = list(range(0x100, 0x180))
SPACES_DASHES = [*range(0x2007, 0x200B), *range(0x2010, 0x2016)]
FIGURES_RAISED = [0x2070, *range(0x2074, 0x2080), *range(0x2080, 0x208A), *range(0x2153, 0x215F)]
GREEK = [ord(c) for c in "ΔΣΦΩαβγδεθκλμπρστφχψω"]
SIGNS = [ord(c) for c in "†‡⁄™↔↕∆∏∑∕√∞■□▲△▶▼▽◀◆◊○●✗"]
PRINT = PAGE + LATIN_EXTENDED_A + SPACES_DASHES + FIGURES_RAISED + GREEK + SIGNS

PAGE_FEATURES = ["kern", "liga", "ccmp", "locl", "pnum", "case"]
PRINT_FEATURES = [*PAGE_FEATURES, "mark", "mkmk", "frac", "numr", "dnom", "sups", "subs"]

COPYRIGHT, FAMILY_ID, STYLE_ID, UNIQUE, FULL, VERSION, POSTSCRIPT, TRADEMARK = range(8)
DESCRIPTION, TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE = 10, 16, 17
KEPT_NAMES = [COPYRIGHT, VERSION, 8, 9, 13, 14]


def subset(font: TTFont, characters: list[int], features: list[str]) -> None:
    """Keep the characters and features, and only the names that state origin and licence."""
    options = Options(layout_features=features, name_IDs=KEPT_NAMES, hinting=False)
    options.notdef_outline = True
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Give the font our family name, as the licence asks of a changed copy."""
    # Programs that know four styles only see a family of its own in the semibold one.
    four = style in {"Regular", "Italic"}
    names = {
        FAMILY_ID: FAMILY if four else f"{FAMILY} {style}",
        STYLE_ID: style if four else "Regular",
        UNIQUE: f"3.052;{FAMILY} {style}",
        FULL: f"{FAMILY} {style}",
        POSTSCRIPT: f"{FAMILY.replace(' ', '')}-{style}",
        DESCRIPTION: "A renamed subset of version 3.052, made for Caseline.",
        TYPOGRAPHIC_FAMILY: FAMILY,
        TYPOGRAPHIC_STYLE: style,
    }
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)


def write(source: Path, target: Path, style: str, *, page: bool) -> Path:
    """Write one style for pages (WOFF2) or for print (TTF) and return its path."""
    font = TTFont(source, recalcTimestamp=False)
    subset(font, PAGE if page else PRINT, PAGE_FEATURES if page else PRINT_FEATURES)
    rename(font, style)
    font.flavor = "woff2" if page else None
    path = target / f"CaselineSans-{style}.{'woff2' if page else 'ttf'}"
    font.save(path)
    return path


def main() -> None:
    """Write every style and the licence, and say how large each file is."""
    if len(sys.argv) not in {2, 3}:
        sys.exit("usage: python tools/subset_fonts.py SOURCE_SANS [TARGET]")
    package = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else TARGET
    for theirs, ours in STYLES.items():
        source = package / "TTF" / f"SourceSans3-{theirs}.ttf"
        for page in (False, True):
            path = write(source, target, ours, page=page)
            print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
    (target / "OFL.txt").write_bytes((package / "LICENSE.md").read_bytes())


if __name__ == "__main__":
    main()
