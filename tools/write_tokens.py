"""Write the colours and the type of pages from the tokens that pictures are drawn with.

Usage: python tools/write_tokens.py
"""

from pathlib import Path

from caseline.charts.theme import FONTS, Tokens, tokens

STYLES = Path(__file__).parents[1] / "src/caseline_web/static/css"
CSS, PICTURES = STYLES / "tokens.css", STYLES / "pictures.css"
FACES = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("Italic", 400, "italic"))
LINE = "--line: color-mix(in srgb, var(--ink) 14%, var(--paper));"


def css(found: Tokens) -> str:
    """The style sheet: fonts, then the light colours, then the dark ones."""
    faces = [
        f'@font-face {{ font-family: "{found.family}"; font-weight: {weight}; '
        f'font-style: {style}; font-display: swap; src: url("../fonts/{file}") format("woff2"); }}'
        for name, weight, style in FACES
        for file in (f"CaselineSans-{name}.woff2",)
        if (FONTS / file).exists()
    ]
    light = " ".join(f"--{name}: {value};" for name, value in found.light.items())
    dark = " ".join(f"--{name}: {value};" for name, value in found.dark.items())
    return "\n".join(
        [
            "/* Written by tools/write_tokens.py from the charts' tokens: change those. */",
            *faces,
            "@layer tokens {",
            f":root {{ color-scheme: light dark; --stack: {found.stack}; {light} {LINE} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
            "}",
            "",
        ]
    )


def pictures(found: Tokens) -> str:
    """The style sheet of a page that holds a picture: drawn in light, shown as the page."""
    return "\n".join(
        [
            "/* Written by tools/write_tokens.py from the charts' tokens: change those. */",
            "@layer pages {",
            "@media screen {",
            *(
                f'.chart svg [fill="{value}"] {{ fill: var(--{name}); }} '
                f'.chart svg [stroke="{value}"] {{ stroke: var(--{name}); }}'
                for name, value in found.light.items()
            ),
            "}",
            "}",
            "",
        ]
    )


if __name__ == "__main__":
    CSS.write_text(css(tokens()), encoding="utf-8")
    PICTURES.write_text(pictures(tokens()), encoding="utf-8")
