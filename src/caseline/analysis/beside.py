"""What a clinician reads beside a claim: the weakest run, and what could not be learnt."""

from caseline.analysis.answer import Answer, as_posterior
from caseline.claims import Beside, WeakestRun
from caseline.claims.verdict import Code
from caseline.effects.sensitivity import Sensitivity


def beside(answer: Answer) -> Beside:
    """The weakest sensitivity run and what was not learnt; nothing where there is no verdict."""
    verdict, found = answer.claim.verdict, answer.analysis
    if verdict is None or found.effect is None or found.sensitivity is None:
        return Beside()
    return Beside(_weakest(found.sensitivity, verdict.code), found.effect.not_learnt)


def _weakest(sensitivity: Sensitivity, code: Code) -> WeakestRun:
    """The run that agrees least with the verdict; the randomisation test is told by itself."""
    found = [
        (run.name, run.summary)
        for run in sensitivity.runs
        if run.summary is not None and run.kind != "randomisation test"
    ]
    sign = -1 if code == "S-" else 1
    name, summary = min(found, key=lambda one: sign * one[1].p_better)
    return WeakestRun(name, len(found), as_posterior(summary))
