"""`{% importmap %}`: the names by which modules of our own import each other."""

import json
from functools import cache
from pathlib import Path

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

VENDORED = {  # names that modules of others are imported by
    "vega-interpreter": "vendor/vega-interpreter-2.3.2.js",
    "vega-util": "js/vega-util.js",
}
FOLDER = Path(__file__).parents[1] / "static" / "js"


@cache
def modules() -> tuple[str, ...]:
    """The modules of the application, as paths under `static/js`."""
    return tuple(sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js")))


@register.simple_tag(takes_context=True)
def importmap(context: template.Context) -> SafeString:
    """The import map as a script element that carries the request's nonce."""
    request: HttpRequest = context["request"]
    names = {name: static(path) for name, path in VENDORED.items()}
    names |= {f"caseline/{one.removesuffix('.js')}": static(f"js/{one}") for one in modules()}
    said = json.dumps({"imports": names}, separators=(",", ":")).replace("<", "\\u003c")
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # set by the CSP middleware
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>',
        nonce,
        mark_safe(said),  # noqa: S308  names of our own files, and no closing tag in them
    )
