"""A claim in words: the plain answer for the patient, and one sentence for each threat."""

from dataclasses import dataclass
from math import isinf
from typing import Literal

from caseline.claims.ceilings import lacking
from caseline.claims.features import Features
from caseline.claims.finding import finding
from caseline.claims.firmer import firmer
from caseline.claims.judge import Claim
from caseline.claims.level import NOTHING, Level
from caseline.claims.rivals import Part, holds, rivals
from caseline.claims.size import points, size
from caseline.claims.threat import Threat
from caseline.claims.verdict import Posterior
from caseline.claims.words import Language, Words, words
from caseline.record import NOT_ON_RECORD

Lacks = Literal["more", "movement", "other"]

MOST_NAMED = 3  # what could have fooled us, and what would help, as many as people keep in mind


@dataclass(frozen=True, slots=True)
class PatientText:
    """The plain answer: three questions in their order, what could have fooled us, what would help.

    `changed` answers whether the person changed, `sized` and `answer` whether it was the
    treatment, `others` whether it would hold in others. `sized` says it in short texts.
    """

    changed: str
    sized: tuple[str, ...]
    answer: str
    others: str
    fooled: tuple[str, ...]
    firmer: tuple[str, ...]
    advice: str

    @property
    def size(self) -> str:
        """How large the effect is, from where to where and how sure, in one text."""
        return " ".join(self.sized)

    @property
    def text(self) -> str:
        """All of it as one text, with the most important of what is listed."""
        fooled, helps = self.fooled[:MOST_NAMED], self.firmer[:MOST_NAMED]
        told = (self.changed, self.size, self.answer, *fooled, self.others)
        return " ".join(part for part in (*told, *helps, self.advice) if part)


def threat_sentence(threat: Threat, lang: Language) -> str:
    """What a threat says to the patient, with its numbers."""
    return told_threat(threat, words(lang), "threat")


def told_threat(threat: Threat, say: Words, section: Literal["threat", "threat_clinician"]) -> str:
    """What a threat says to one of the two readers."""
    key = f"{threat.id}_{threat.reason}" if threat.reason else threat.id
    values = {
        name: "; ".join(say.run(one) for one in value) if isinstance(value, tuple) else value
        for name, value in threat.values.items()
    }
    return say.say(section, key, **values)


def patient_text(
    claim: Claim,
    features: Features,
    posterior: Posterior | None,
    lang: Language,
    *,
    lacks: Lacks = "more",
) -> PatientText:
    """The answer for the patient, in plain words.

    Where no estimate could be worked out, `lacks` says for want of what: more values, values that
    move by themselves, or something else.
    """
    say = words(lang)
    found = rivals(claim, features, posterior)
    named = _said_once(found)
    return PatientText(
        changed=say.say("patient", changed_key(claim, features)),
        sized=size(claim.verdict, posterior, say) if posterior and claim.verdict else (),
        answer=_answer(claim, features, named, say, lacks),
        others=say.say("patient", "others"),
        fooled=tuple(threat_sentence(one, lang) for one in named),
        firmer=tuple(say.say("firmer", name) for name in firmer(claim, features, found)),
        advice=say.say("patient", "advice"),
    )


def changed_key(claim: Claim, features: Features) -> str:
    """The name of the sentence on the first question.

    Where times with and without the treatment were drawn by lot, these two are compared, and
    not before with after.
    """
    found: str = claim.changed.replace(" ", "_")
    if found == "cannot_tell":
        found = "no_change" if features.change.gain_low is None else "no_error"
    return f"{'differed' if features.drawn else 'changed'}_{found}"


def nothing(claim: Claim, features: Features, say: Words) -> str:
    """Why a course cannot be assessed at all, as half a sentence."""
    counted_twice = claim.refused == "pseudo-replication"
    return say.say("nothing", "counted" if counted_twice else lacking(features) or "few")


def detectable(features: Features, say: Words, section: Literal["patient", "clinician"]) -> str:
    """The smallest effect that could have been found: absence of evidence is none of absence."""
    least = features.change.detectable
    if least is None or least is NOT_ON_RECORD:
        return say.say(section, "no_detectable")
    if isinf(least):
        return say.say(section, "nothing_detectable")
    return say.say(section, "detectable", points=points(least, say))


def where(features: Features, say: Words, reader: Literal["patient", "clinician"]) -> str:
    """Under which dose, where there is one on record, and over which time a claim holds."""
    return say.say("where", reader if features.exposure.amounts else f"{reader}_no_dose")


def _answer(claim: Claim, features: Features, named: list[Threat], say: Words, lacks: Lacks) -> str:
    if claim.package is Level.C0:
        parts = [say.say("patient", "nothing", why=nothing(claim, features, say))]
    else:
        parts = _levels(claim, features, named, say)
    if claim.refused == "published summary":
        parts.append(say.say("refused", "published_summary"))
    if claim.refused == "no estimate":
        parts.append(say.say("refused", f"no_estimate_{lacks}"))
    if claim.verdict is not None and claim.verdict.code == "S0":
        parts.append(detectable(features, say, "patient"))
    return " ".join(parts)


def _levels(claim: Claim, features: Features, named: list[Threat], say: Words) -> list[str]:
    """The two claims, in one sentence where they go as far as each other.

    One that is no more than compatible with the record says at once why it is no more.
    """
    found = finding(claim)
    if found is None:
        return [say.say("patient", "cannot")]
    levels: list[tuple[Part, str, Level]] = [
        ("package", "package", claim.package),
        ("drug", "drug", claim.drug),
    ]
    if claim.package == claim.drug:
        levels = [("drug", "any" if claim.drug is Level.C1 else "both", claim.drug)]
    parts = []
    for part, what, level in levels:
        told = {"what": say.say("what", what), "where": where(features, say, "patient")}
        parts.append(say.say("patient", f"{found}_{level.name}", **told))
        if level is Level.C1:
            parts.append(say.say("holds", holds(part, claim, features, named)))
    return parts


def _said_once(rivals: list[Threat]) -> list[Threat]:
    """Without what the answers have named: what leaves nothing to assess, and the scale's error."""
    return [one for one in rivals if one.cap != NOTHING and one.id != "T12"]
