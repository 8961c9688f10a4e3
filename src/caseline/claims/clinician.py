"""A claim for the clinician: design, numbers, both levels, and every threat with its id."""

import re
from dataclasses import dataclass

from caseline.claims.design_lines import design_lines
from caseline.claims.features import Features
from caseline.claims.finding import finding
from caseline.claims.judge import Claim
from caseline.claims.level import Level
from caseline.claims.rivals import Part, holds, lowering, rivals
from caseline.claims.sentences import changed_key, detectable, nothing, told_threat, where
from caseline.claims.size import probability
from caseline.claims.threat import Threat
from caseline.claims.verdict import Posterior, RandomisationTest, Verdict
from caseline.claims.words import Language, Words, words


@dataclass(frozen=True, slots=True)
class WeakestRun:
    """The sensitivity run that agrees least with the verdict, of `n_runs`."""

    name: str
    n_runs: int
    posterior: Posterior


@dataclass(frozen=True, slots=True)
class Beside:
    """What a clinician reads beside a claim.

    `others` are the answers under other priors and as the other estimand, by name;
    `at_least` is P(effect >= m) for half and for twice the gain m that matters; `not_learnt`
    names what the data could not teach: "onset", "offset".
    """

    weakest: WeakestRun | None = None
    not_learnt: tuple[str, ...] = ()
    others: tuple[tuple[str, Posterior], ...] = ()
    at_least: tuple[float, float] | None = None


NOTHING_BESIDE = Beside()
SE_DIGITS = 5  # of the error of p: from 99,999 orders it is never less than 0.00001
PARTS: tuple[Part, ...] = ("package", "drug")


def clinician_lines(
    claim: Claim,
    features: Features,
    posterior: Posterior | None,
    lang: Language,
    test: RandomisationTest | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> tuple[str, ...]:
    """The answer for the clinician, line by line."""
    say = words(lang)
    return (
        *design_lines(features, say),
        say.say("clinician", changed_key(claim, features)),
        *_refused(claim, say),
        *_numbers(claim, features, posterior, beside, say),
        *_guards(claim, test, beside, say),
        *(
            say.say(
                "clinician",
                part,
                level=level_of(part, claim).name,
                sentence=level_sentence(part, claim, features, lang),
            )
            for part in PARTS
        ),
        say.say("clinician", "others"),
        *(
            say.say(
                "clinician",
                "threat",
                id=one.id,
                severity=one.severity,
                sentence=told_threat(one, say, "threat_clinician"),
            )
            for one in claim.threats
        ),
        *([say.say("clinician", "severities")] if claim.threats else []),
        *_unassessed(claim, say),
        say.say("clinician", "rules", version=claim.rules),
    )


def _refused(claim: Claim, say: Words) -> list[str]:
    if claim.refused is None:
        return []
    return [say.say("refused_clinician", claim.refused.replace(" ", "_").replace("-", "_"))]


def _numbers(
    claim: Claim, features: Features, posterior: Posterior | None, beside: Beside, say: Words
) -> list[str]:
    if claim.verdict is None or posterior is None:
        return []
    lines = [
        _effect(posterior, features, say),
        *_at_least(beside, say),
        *_other_answers(posterior, beside, say),
        _verdict(claim.verdict, posterior, say),
    ]
    if claim.verdict.code == "S0":
        lines.append(detectable(features, say, "clinician"))
    return lines


def _guards(claim: Claim, test: RandomisationTest | None, beside: Beside, say: Words) -> list[str]:
    """The randomisation test, the weakest sensitivity run, and what could not be learnt."""
    lines = []
    if test is not None:
        lines.append(_test(test, say))
    if claim.verdict is not None and claim.verdict.code != claim.verdict.model:
        lines.append(say.say("clinician", "overruled", model=claim.verdict.model))
    if beside.weakest is not None:
        weakest = beside.weakest
        lines.append(
            say.say(
                "clinician",
                "weakest",
                n=weakest.n_runs,
                name=say.run(weakest.name),
                **_shown(weakest.posterior, say),
            )
        )
    if beside.not_learnt:
        names = ", ".join(say.say("not_learnt", name) for name in beside.not_learnt)
        lines.append(say.say("clinician", "not_learnt", names=names))
    return lines


def _test(test: RandomisationTest, say: Words) -> str:
    """The randomisation test; where its orders were drawn, with the error that this leaves."""
    told = {"p": probability(test.p, say), "smallest": probability(test.smallest_p, say)}
    if test.drawn == 0:
        return say.say("clinician", "test", **told)
    n = f"{test.drawn:,}".replace(",", "\u00a0")
    return say.say("clinician", "test_drawn", n=n, se=say.number(test.se, SE_DIGITS), **told)


def _effect(posterior: Posterior, features: Features, say: Words) -> str:
    of = say.say("clinician", "of_dose" if features.exposure.amounts else "of_treatment")
    shown = {"of": of, **_shown(posterior, say)}
    if posterior.p_matters is None:
        return say.say("clinician", "effect_no_mcid", **shown)
    p_matters = probability(posterior.p_matters, say)
    return say.say("clinician", "effect", p_matters=p_matters, **shown)


def _at_least(beside: Beside, say: Words) -> list[str]:
    if beside.at_least is None:
        return []
    half, twice = (probability(one, say) for one in beside.at_least)
    return [say.say("clinician", "at_least", half=half, twice=twice)]


def _verdict(found: Verdict, posterior: Posterior, say: Words) -> str:
    """The verdict in words; of "no difference that matters" the number that it rests on."""
    meaning, negligible = say.say("verdict", found.code), posterior.p_negligible
    if found.code == "S=" and negligible is not None:
        shown = probability(negligible, say)
        return say.say("clinician", "negligible", code=found.code, meaning=meaning, p=shown)
    bar = say.number(found.own_bar, 2)
    return say.say("clinician", "verdict", code=found.code, meaning=meaning, bar=bar)


def _other_answers(posterior: Posterior, beside: Beside, say: Words) -> list[str]:
    """Good days on and off treatment, and the effect under other priors."""
    lines = []
    if posterior.good_days is not None:
        on, off = (round(100 * share) for share in posterior.good_days)
        lines.append(say.say("clinician", "good_days", on=on, off=off))
    told = [
        say.say("clinician", "other_answer", name=say.run(name), **_shown(one, say))
        for name, one in beside.others
    ]
    if told:
        lines.append(say.say("clinician", "other_answers", answers="; ".join(told)))
    return lines


def _shown(posterior: Posterior, say: Words) -> dict[str, str]:
    ends = {"mean": posterior.mean, "low": posterior.low, "high": posterior.high}
    numbers = {name: say.number(value, 2) for name, value in ends.items()}
    return {**numbers, "p_better": probability(posterior.p_better, say)}


def level_sentence(part: Part, claim: Claim, features: Features, lang: Language) -> str:
    """How far the claim on the package or on the drug goes, as a sentence that begins small."""
    say, found, level = words(lang), finding(claim), level_of(part, claim)
    if level is Level.C0:
        return say.say("clinician", "C0", why=nothing(claim, features, say))
    if found is None:
        return say.say("clinician", "cannot")
    named = say.say("clinician", found)
    if level is Level.C1:
        why = _why_no_more(part, claim, features, say)
        return say.say("clinician", "C1", finding=named, why=why)
    return say.say("clinician", level.name, finding=named, where=where(features, say, "clinician"))


def level_of(part: Part, claim: Claim) -> Level:
    """How far the claim on the package or on the drug goes."""
    return claim.package if part == "package" else claim.drug


def _why_no_more(part: Part, claim: Claim, features: Features, say: Words) -> str:
    """Why a result is no more than compatible with the record, as half a sentence.

    Of the threats that are listed, those that explain another result than this one are named.
    """
    told = rivals(claim, features, None)
    why: str = holds(part, claim, features, told)
    named = [one for one in claim.threats if one not in told]
    if why == "rivals" and named:
        why = "rivals_but"
    elif why == "held":
        named = lowering(claim)
    return say.say("holds_clinician", why, named=", ".join(_called(one, say) for one in named))


def _called(threat: Threat, say: Words) -> str:
    """What a threat is called: its sentence as far as its first stop."""
    return re.split("[:;.]", told_threat(threat, say, "threat_clinician"))[0]


def _unassessed(claim: Claim, say: Words) -> list[str]:
    ids = ", ".join(claim.unassessed)
    return [say.say("clinician", "unassessed", ids=ids)] if ids else []
