"""An answer as plain data, for programs."""

from math import isfinite
from typing import Any

from caseline.analysis.answer import Answer
from caseline.claims import clinician_lines, patient_text, threat_sentence
from caseline.claims.words import Language
from caseline.course.phases import design
from caseline.effects.compare import Effect
from caseline.effects.guards import Randomisation, Run
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.stats.index import Index

LEVEL = 0.95

Plain = dict[str, Any]


def as_json(answer: Answer, lang: Language) -> Plain:
    """The answer as a JSON object.

    Effects are signed so that above 0 is benefit. What cannot be given is null, with the
    reason beside it; an interval end without bound is null too.
    """
    analysis, claim = answer.analysis, answer.claim
    found = design(answer.course)
    told = patient_text(claim, answer.features, answer.posterior, lang)
    lines = clinician_lines(claim, answer.features, answer.posterior, lang, answer.test)
    return {
        "schema": 1,
        "outcome": analysis.series.outcome,
        "synthetic": answer.course.synthetic,
        "n": analysis.n,
        "design": {
            "label": found.letters or NOT_ON_RECORD.value,
            "n_switches": found.n_switches if found.letters else NOT_ON_RECORD.value,
            "randomised": _or_words(found.randomised),
            "blinded": _or_words(found.blinded),
        },
        "effect": _effect(analysis.effect),
        "effect_reason": analysis.reason,
        "not_learnt": list(analysis.effect.not_learnt) if analysis.effect else [],
        "verdict": claim.verdict.code if claim.verdict else None,
        "verdict_refused": claim.refused,
        "claim": {"package": claim.package.name, "drug": claim.drug.name},
        "threats": [
            {
                "id": threat.id,
                "severity": threat.severity,
                "sentence": threat_sentence(threat, lang),
            }
            for threat in claim.threats
        ],
        "unassessed": list(claim.unassessed),
        "sensitivity": [_run(run) for run in _runs(answer)],
        "randomisation_test": _test(analysis.randomisation),
        "randomisation_reason": analysis.randomisation.reason,
        "indices": {name: _index(one) for name, one in analysis.indices.items()},
        "answer": {"patient": told.text, "clinician": " ".join(lines)},
        "rules": claim.rules,
    }


def _runs(answer: Answer) -> tuple[Run, ...]:
    found = answer.analysis.sensitivity
    return found.runs if found else ()


def _effect(effect: Effect | None) -> Plain | None:
    if effect is None:
        return None
    found = effect.verdict
    return {
        "mean": found.mean,
        "sd": found.sd,
        "interval": {"level": LEVEL, "low": found.low, "high": found.high},
        "p_better": found.p_better,
        "p_at_least": [{"threshold": m, "probability": p} for m, p in effect.curve],
    }


def _run(run: Run) -> Plain:
    found = run.summary
    return {
        "name": run.name,
        "mean": found.mean if found else None,
        "low": _end(found.low) if found else None,
        "high": _end(found.high) if found else None,
        "p_better": found.p_better if found else None,
        "reason": run.reason,
    }


def _test(found: Randomisation) -> Plain | None:
    if found.test is None:
        return None
    test = found.test
    return {
        "p": test.p,
        "statistic": test.statistic,
        "allowed": test.allowed,
        "smallest_p": test.smallest_p,
        "exact": test.exact,
        "monte_carlo_se": test.monte_carlo_se,
    }


def _index(one: Index) -> Plain:
    return {"value": one.value, "se": one.se, "low": one.low, "high": one.high}


def _end(value: float) -> float | None:
    return value if isfinite(value) else None


def _or_words(value: bool | NotOnRecord) -> bool | str:
    return NOT_ON_RECORD.value if value is NOT_ON_RECORD else value
