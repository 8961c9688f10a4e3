"""An answer as plain data, for programs."""

from math import isfinite
from typing import Any

from caseline.analysis import diagnosed
from caseline.analysis.answer import Answer
from caseline.analysis.assumed import assumed
from caseline.analysis.clinician import clinician
from caseline.analysis.estimand import estimand, intercurrent
from caseline.analysis.harmed import as_plain as harms_plain
from caseline.analysis.notes import context
from caseline.analysis.periods import PeriodValues, periods_of
from caseline.analysis.recorded import recorded
from caseline.analysis.refusals import named_refusal, refusal
from caseline.analysis.versions import versions
from caseline.claims import threat_sentence
from caseline.claims.sentences import nothing
from caseline.claims.words import Language, words
from caseline.course.phases import design
from caseline.effects.compare import Effect
from caseline.effects.guards import Randomisation, Run
from caseline.effects.missing import OFF, ON
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.stats.index import Index

LEVEL = 0.95

Plain = dict[str, Any]


def as_json(answer: Answer, lang: Language) -> Plain:
    """The answer as a JSON object.

    Effects are signed so that above 0 is benefit. What cannot be given is null, with the
    reason beside it.
    """
    analysis, claim = answer.analysis, answer.claim
    effect, reason = _given(answer, lang)
    return {
        "schema": 1,
        "outcome": analysis.series.outcome,
        "synthetic": answer.course.synthetic if answer.course else NOT_ON_RECORD.value,
        "n": analysis.n,
        "design": _design(answer),
        "stated": sorted(answer.diary.stated) if answer.diary else [],
        "model": _model(effect, lang),
        "priors": assumed(effect, lang),
        "effect": _effect(effect),
        "effect_reason": reason,
        "effects": _by_prior(effect),
        "good_days": _good_days(effect),
        "not_learnt": list(effect.not_learnt) if effect else [],
        "verdict": claim.verdict.code if claim.verdict else None,
        "verdict_refused": claim.refused,
        "changed": claim.changed,
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
        "sensitivity": [_run(run, lang) for run in _runs(answer)] if effect else [],
        "tipping": _tipping(answer, lang) if effect else None,
        "randomisation_test": _test(analysis.randomisation),
        "randomisation_reason": refusal(analysis.randomisation.reason, lang),
        "indices": {name: _index(one) for name, one in analysis.indices.items()},
        "diagnostics": diagnosed.as_plain(analysis.diagnostics if effect else None),
        "estimand": estimand(answer, lang),
        "intercurrent_events": [
            {"event": one.event, "n": one.n_or_words, "strategy": one.strategy}
            for one in intercurrent(answer)
        ],
        "periods": [_period(one) for one in periods_of(answer)],
        "harms": harms_plain(answer.course),
        "context": list(context(answer, lang)),
        "answer": {
            "patient": recorded(answer, lang).text,
            "clinician": " ".join(clinician(answer, lang)),
        },
        "rules": claim.rules,
        "versions": versions(answer).plain,
    }


def _period(one: PeriodValues) -> Plain:
    return {
        "condition": one.letter,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "n": one.n,
        "n_eff": one.n_eff,
        "missing": one.planned - one.n,
    }


def _design(answer: Answer) -> Plain:
    """As the record shows it; what a table does not state is not on record."""
    letters = answer.diary.letters if answer.diary else ""
    if answer.course is not None:
        letters = design(answer.course).letters
    told = answer.features
    order, patient = told.design.order, told.blinding.patient
    return {
        "label": letters or NOT_ON_RECORD.value,
        "n_switches": len(letters) - 1 if letters else NOT_ON_RECORD.value,
        "randomised": _or_words(order if order is NOT_ON_RECORD else order == "randomised"),
        "blinded": _or_words(patient if patient is NOT_ON_RECORD else patient == "blinded"),
    }


def _given(answer: Answer, lang: Language) -> tuple[Effect | None, str]:
    """The effect, or why none is given."""
    if answer.effect is None and answer.analysis.effect is not None:
        return None, nothing(answer.claim, answer.features, words(lang))
    return answer.effect, refusal(answer.analysis.reason, lang)


def _runs(answer: Answer) -> tuple[Run, ...]:
    found = answer.analysis.sensitivity
    return found.runs if found else ()


def _model(effect: Effect | None, lang: Language) -> Plain | None:
    """How the values were read, as points or as steps, and why."""
    if effect is None:
        return None
    return {"name": effect.choice.model, "why": refusal(effect.choice.reason, lang)}


def _effect(effect: Effect | None) -> Plain | None:
    if effect is None:
        return None
    found = effect.verdict
    return {
        "mean": found.mean,
        "sd": found.sd,
        "interval": {"level": LEVEL, "low": found.low, "high": found.high},
        "p_better": found.p_better,
        "p_negligible": found.p_negligible,
        "p_at_least": [{"threshold": m, "probability": p} for m, p in effect.curve],
    }


def _by_prior(effect: Effect | None) -> list[Plain]:
    """Both contrasts under each prior; the first is the one that `effect` gives."""
    if effect is None:
        return []
    return [
        {
            "prior": prior,
            "estimand": estimand,
            "mean": found.mean,
            "sd": found.sd,
            "low": found.low,
            "high": found.high,
            "p_better": found.p_better,
        }
        for prior, both in effect.by_prior.items()
        for estimand, found in both.items()
    ]


def _good_days(effect: Effect | None) -> Plain | None:
    """Expected shares of days better by what matters; null where that is not on record."""
    if effect is None or effect.good_days is None:
        return None
    return {"on": effect.good_days.on, "off": effect.good_days.off}


def _run(run: Run, lang: Language) -> Plain:
    found, reason = run.summary, refusal(run.reason, lang)
    if found is not None and not (isfinite(found.low) and isfinite(found.high)):
        reason = named_refusal("no_bound", lang)
    return {
        "name": run.name,
        "mean": found.mean if found else None,
        "low": _end(found.low) if found else None,
        "high": _end(found.high) if found else None,
        "p_better": found.p_better if found else None,
        "reason": reason,
    }


def _tipping(answer: Answer, lang: Language) -> Plain:
    """How far missing values may be worse, in important differences, before the answer turns."""
    found = answer.analysis.sensitivity
    at = found.tipping if found else None
    if answer.analysis.series.known.mcid is None:
        at, reason = None, named_refusal("no_important_difference", lang)
    elif at is None:
        reasons = {run.name: run.reason for run in _runs(answer)}
        better = answer.posterior is not None and answer.posterior.p_better > 0.5
        reason = refusal(reasons[ON if better else OFF], lang)
    else:
        reason = "" if isfinite(at) else named_refusal("beyond_all_tried", lang)
    return {"at": None if at is None else _end(at), "reason": reason}


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
        "drawn": test.drawn,
        "monte_carlo_se": test.monte_carlo_se,
    }


def _index(one: Index) -> Plain:
    return {"value": one.value, "se": one.se, "low": one.low, "high": one.high}


def _end(value: float) -> float | None:
    return value if isfinite(value) else None


def _or_words(value: bool | NotOnRecord) -> bool | str:
    return NOT_ON_RECORD.value if value is NOT_ON_RECORD else value
