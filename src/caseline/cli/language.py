"""`--lang`: in which language a command speaks, of what it refuses too."""

from typing import TYPE_CHECKING

import click

from caseline.errors import CaselineError

if TYPE_CHECKING:
    from caseline.claims.words import Language

_CHOSEN = "caseline.language"


def _chosen(ctx: click.Context, _: click.Parameter, lang: "Language") -> "Language":
    ctx.meta[_CHOSEN] = lang  # which every context of this call shares
    return lang


in_language = click.option(
    "--lang",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    is_eager=True,  # so that it is known when another option is refused
    callback=_chosen,
)


def spoken(error: CaselineError, ctx: click.Context) -> str:
    """What was refused, in the language that was chosen."""
    if ctx.meta.get(_CHOSEN, "en") == "en":
        return str(error)
    from caseline.analysis.refusals import refusal

    return refusal(str(error), ctx.meta[_CHOSEN])
