"""A claim in words: for the patient, for the clinician, and one sentence for each threat."""

from dataclasses import dataclass
from typing import Literal

from caseline.claims.facts import Number
from caseline.claims.features import Features
from caseline.claims.judge import Claim
from caseline.claims.level import Level
from caseline.claims.rules import firmer_key, reading_order
from caseline.claims.threat import Threat
from caseline.claims.verdict import Posterior
from caseline.claims.words import Language, Words, words
from caseline.record import NOT_ON_RECORD

MOST_NAMED = 3  # what could have fooled us, and what would help, as many as people keep in mind

Finding = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class PatientText:
    """The plain answer: how much, how sure, what could have fooled us, what would help."""

    size: str
    answer: str
    fooled: tuple[str, ...]
    firmer: tuple[str, ...]
    advice: str

    @property
    def text(self) -> str:
        """All of it as one text."""
        parts = (self.size, self.answer, *self.fooled, *self.firmer, self.advice)
        return " ".join(part for part in parts if part)


def threat_sentence(threat: Threat, lang: Language) -> str:
    """What a threat says, with its numbers."""
    key = f"{threat.id}_{threat.reason}" if threat.reason else threat.id
    return words(lang).say("threat", key, **threat.values)


def patient_text(
    claim: Claim, features: Features, posterior: Posterior | None, lang: Language
) -> PatientText:
    """The answer for the patient, in plain words."""
    say = words(lang)
    main = _for_patient(claim)
    helps = list(dict.fromkeys(firmer_key(threat.id) for threat in main))
    return PatientText(
        size=_size(claim, posterior, say),
        answer=_answer(claim, features, say),
        fooled=tuple(threat_sentence(threat, lang) for threat in main[:MOST_NAMED]),
        firmer=tuple(say.say("firmer", key) for key in helps[:MOST_NAMED]),
        advice=say.say("patient", "advice"),
    )


def finding(claim: Claim, features: Features) -> Finding | None:
    """Which way a claim points; None where it cannot be told.

    Without a verdict the record's own change points the way, and no further than that.
    """
    if claim.verdict is not None:
        found: dict[str, Finding] = {"S+2": "better", "S+1": "better", "S=": "same", "S-": "worse"}
        return found.get(claim.verdict.code)
    low, high = features.change.gain_low, features.change.gain_high
    if _known(low) > 0:
        return "better"
    return "worse" if _known(high) < 0 else None


def points(value: float, say: Words) -> str:
    """A gain in points as better or worse."""
    if say.number(abs(value)) == "0":
        return say.say("points", "none")
    return _counted("better" if value > 0 else "worse", abs(value), say)


def _counted(name: str, value: float, say: Words) -> str:
    shown = say.number(value)
    return say.say("points", f"{name}_one" if shown == "1" else name, n=shown)


def _level(level: Level, what: str, found: Finding | None, say: Words) -> str:
    if level is Level.C0:
        return say.say("patient", "nothing")
    if found is None:
        return say.say("patient", "cannot")
    return say.say("patient", f"{found}_{level.name}", what=say.say("what", what))


def _answer(claim: Claim, features: Features, say: Words) -> str:
    found = finding(claim, features)
    package = _level(claim.package, "package", found, say)
    drug = _level(claim.drug, "drug", found, say)
    parts = [say.say("patient", f"changed_{claim.changed.replace(' ', '_')}")]
    one = package == drug or claim.package == claim.drug == Level.C1
    parts += [package] if one else [package, drug]
    if claim.refused is not None:
        parts.append(say.say("refused", claim.refused.replace(" ", "_").replace("-", "_")))
    if claim.verdict is not None and claim.verdict.code == "S0":
        parts.append(detectable(features, say, "patient"))
    return " ".join(parts)


def detectable(features: Features, say: Words, section: Literal["patient", "clinician"]) -> str:
    """The smallest effect that could have been found: absence of evidence is none of absence."""
    least = features.change.detectable
    if least is None or least is NOT_ON_RECORD:
        return say.say(section, "no_detectable")
    return say.say(section, "detectable", points=_counted("value", least, say))


def _size(claim: Claim, posterior: Posterior | None, say: Words) -> str:
    if posterior is None or claim.verdict is None:
        return ""
    shown = _counted("value", abs(posterior.mean), say)
    parts = [
        say.say("patient", "size_better" if posterior.mean > 0 else "size_worse", points=shown),
        say.say(
            "patient", "range", low=points(posterior.low, say), high=points(posterior.high, say)
        ),
        say.say("patient", "sure", chance=_chance(posterior.p_better, say)),
    ]
    if posterior.p_matters is not None:
        parts.append(say.say("patient", "sure_matters", chance=_chance(posterior.p_matters, say)))
    if claim.verdict.code == "S=" and posterior.p_better >= claim.verdict.bar:
        parts.append(say.say("patient", "little"))
    if claim.verdict.code != claim.verdict.model:
        parts.append(say.say("patient", "overruled"))
    return " ".join(parts)


def _chance(probability: float, say: Words) -> str:
    if probability > 0.99:
        return say.say("chance", "sure")
    if probability < 0.01:
        return say.say("chance", "none")
    return say.say("chance", "about", n=round(100 * probability))


def _for_patient(claim: Claim) -> list[Threat]:
    """The threats that a patient reads of, the most important first.

    What blinded random periods answer by themselves is no longer a rival explanation there.
    """
    answered = reading_order("answered_by_blinding") if claim.drug >= Level.C3 else ()
    order = reading_order("patient")
    open_ones = [threat for threat in claim.threats if threat.id not in answered]
    return sorted(open_ones, key=lambda threat: order.index(threat.id))


def _known(value: Number) -> float:
    return 0.0 if value is None or value is NOT_ON_RECORD else value
