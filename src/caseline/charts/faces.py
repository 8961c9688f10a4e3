"""The shipped fonts as rules of a style sheet, for what no other style sheet reaches."""

from base64 import b64encode
from functools import cache

from caseline.charts.theme import FONTS, tokens

FACES = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("Italic", 400, "italic"))


@cache
def face_rules() -> str:
    """One rule for each face, with the font inside."""
    return "\n".join(_rule(*face) for face in FACES)


def _rule(name: str, weight: int, style: str) -> str:
    font = b64encode((FONTS / f"CaselineSans-{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{tokens().family}"; font-weight: {weight}; '
        f'font-style: {style}; src: url("data:font/woff2;base64,{font}") format("woff2"); }}'
    )
