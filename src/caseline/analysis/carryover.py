"""Whether an effect may have reached into the next period, and whether a trend may be one."""

from caseline.analysis.answer import Answer
from caseline.analysis.refusals import refusal
from caseline.analysis.words import said
from caseline.claims.words import Language, words
from caseline.effects.sensitivity import Sensitivity
from caseline.effects.texture import Texture

WASHED_OUT = "analytic washout"
DETRENDED = "baseline trend"  # a straight line through the whole course


def carryover(answer: Answer, lang: Language) -> str:
    """How fast the effect comes and goes, what is left over, and the run that leaves it out."""
    texts, say = said(lang)["carryover"], words(lang)
    analysis, effect = answer.analysis, answer.effect
    found, runs = analysis.diagnostics, analysis.sensitivity
    if found is None or effect is None or runs is None:
        return texts["none"]
    texture = Texture.of(effect)
    parts = [texts["speed"].format(on=say.number(texture.tau_on), off=say.number(texture.tau_off))]
    if found.residual is None:
        parts.append(texts["no_share"])
    else:
        share = say.number(100 * max(found.residual, 0), 0)
        parts.append(texts["share"].format(percent=share))
    parts += [_run(WASHED_OUT, runs, lang), _run(DETRENDED, runs, lang)]
    return texts["line"].format(parts="; ".join(parts))


def _run(name: str, runs: Sensitivity, lang: Language) -> str:
    """One sensitivity run, or why it does not apply."""
    texts, say = said(lang)["carryover"], words(lang)
    (run,) = [one for one in runs.runs if one.name == name]
    found = run.summary
    if found is None:
        return f"{say.run(name)}: {refusal(run.reason, lang)}"
    mean, low, high = (say.number(one, 2) for one in (found.mean, found.low, found.high))
    return texts["run"].format(name=say.run(name), mean=mean, low=low, high=high)
