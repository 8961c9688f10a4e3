"""What a clinician reads beside a claim: other priors, the weakest run, what was not learnt."""

from caseline.analysis.answer import Answer, as_posterior
from caseline.claims import Beside, Posterior, WeakestRun
from caseline.claims.verdict import Code
from caseline.effects.compare import LEADING, VERDICT_ON, Effect
from caseline.effects.sensitivity import Sensitivity


def beside(answer: Answer) -> Beside:
    """All of it; nothing where there is no verdict."""
    verdict, found = answer.claim.verdict, answer.analysis
    if verdict is None or found.effect is None or found.sensitivity is None:
        return Beside()
    return Beside(
        others=_others(found.effect),
        weakest=_weakest(found.sensitivity, verdict.code),
        not_learnt=found.effect.not_learnt,
        at_least=_at_least(found.effect),
    )


def _others(effect: Effect) -> tuple[tuple[str, Posterior], ...]:
    """The same effect under the other priors, and the other contrast under the leading one."""
    found = [(name, both[VERDICT_ON]) for name, both in effect.by_prior.items() if name != LEADING]
    found.append(("period", effect.by_prior[LEADING]["period"]))
    return tuple((name, as_posterior(one)) for name, one in found)


def _at_least(effect: Effect) -> tuple[float, float] | None:
    """P(effect >= m) at half and at twice the gain that matters, where that is on record."""
    if effect.mcid is None:
        return None
    half, twice = effect.mixture().above([effect.mcid / 2, 2 * effect.mcid]).tolist()
    return half, twice


def _weakest(sensitivity: Sensitivity, code: Code) -> WeakestRun:
    """The run that agrees least with the verdict; the randomisation test is told by itself."""
    found = [
        (run.told, run.summary)
        for run in sensitivity.runs
        if run.summary is not None and run.kind != "randomisation test"
    ]
    sign = -1 if code == "S-" else 1
    name, summary = min(found, key=lambda one: sign * one[1].p_better)
    return WeakestRun(name, len(found), as_posterior(summary))
