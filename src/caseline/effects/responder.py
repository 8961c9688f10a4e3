"""The FM30 responder definitions, short and long.

Arnold et al. 2012, Arthritis Rheum 64:885-894, doi:10.1002/art.33360: at least 30 % less pain
and at least 10 % better physical function; in the short version also at least 30 % better
sleep or fatigue, in the long version at least 30 % in two of sleep, fatigue, depression,
anxiety and cognition. They were made for groups in trials. Which score stands for which part
is our choice, and the report names it. What is compared is what the design of the course
compares: before with after, or the time off treatment with that on it where periods were drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from caseline.course.merge import merged
from caseline.course.model import Course, Observation, Outcome, Reading
from caseline.course.observe import observe
from caseline.course.phases import condition_of
from caseline.direction import relief
from caseline.effects.change import Change, change_of
from caseline.instruments.model import Instrument, Item, ScoreRule
from caseline.interval import exactly

Answer = Literal["yes", "no", "cannot be decided"]

LEAST_PERCENT, MOST_PERCENT = 10, 30  # better: of physical function; of every other part

PAIN = ("pain-nrs.average", "pain-nrs-100.average", "fiqr.pain")
FUNCTION = ("fiqr.function",)
SYMPTOMS = {
    "sleep": ("fiqr.sleep",),
    "fatigue": ("fiqr.energy",),
    "depression": ("fiqr.depression",),
    "anxiety": ("fiqr.anxiety",),
    "cognition": ("fiqr.memory",),
}
SHORT = ("sleep", "fatigue")


@dataclass(frozen=True, slots=True)
class ResponderPart:
    """One part of the definition: what it asks for, what stood for it, and the answer."""

    domain: str
    at_least_percent: int
    outcome_id: str | None
    reached: Answer


@dataclass(frozen=True, slots=True)
class Responder:
    """Whether a definition is met, with its parts."""

    version: Literal["FM30 short", "FM30 long"]
    met: Answer
    parts: tuple[ResponderPart, ...]


def fm30(course: Course) -> tuple[Responder, Responder]:
    """Both versions for one course."""
    found = {change.outcome.id: change for change in _changes(course)}
    pain = _part("pain", MOST_PERCENT, PAIN, found)
    function = _part("function", LEAST_PERCENT, FUNCTION, found)
    symptoms = {name: _part(name, MOST_PERCENT, ids, found) for name, ids in SYMPTOMS.items()}
    short = tuple(symptoms[name] for name in SHORT)
    long = tuple(symptoms.values())
    return (
        Responder("FM30 short", _met(pain, function, short, 1), (pain, function, *short)),
        Responder("FM30 long", _met(pain, function, long, 2), (pain, function, *long)),
    )


def _met(
    pain: ResponderPart, function: ResponderPart, symptoms: Sequence[ResponderPart], wanted: int
) -> Answer:
    sure = sum(part.reached == "yes" for part in symptoms)
    possible = sum(part.reached != "no" for part in symptoms)
    enough: Answer = "yes" if sure >= wanted else "cannot be decided"
    enough = "no" if possible < wanted else enough
    answers = {pain.reached, function.reached, enough}
    if "no" in answers:
        return "no"
    return "yes" if answers == {"yes"} else "cannot be decided"


def _part(domain: str, percent: int, ids: Sequence[str], found: dict[str, Change]) -> ResponderPart:
    for outcome_id in ids:
        change = found.get(outcome_id)
        moved = change.percent if change else None
        if change is None or moved is None:
            continue
        gain = moved.times(relief(change.outcome.rule.worse))
        if gain.low >= percent:
            return ResponderPart(domain, percent, outcome_id, "yes")
        below = gain.all_below(percent)
        return ResponderPart(domain, percent, outcome_id, "no" if below else "cannot be decided")
    return ResponderPart(domain, percent, None, "cannot be decided")


def _changes(course: Course) -> list[Change]:
    observed = [*observe(course).values(), *_items(course).values()]
    return [change_of(course, observations) for observations in observed]


def _items(course: Course) -> dict[str, list[Observation]]:
    """The answers to single items as observations, by "instrument.item"."""
    found: dict[str, list[Observation]] = {}
    for visit in course.visits:
        for response in merged(visit):
            for item in response.instrument.items:
                if item.id in response.answers:
                    outcome = Outcome(response.instrument, _as_rule(item, response.instrument))
                    value = exactly(Fraction(response.answers[item.id]))
                    one = Observation(
                        outcome=outcome,
                        when=visit.when,
                        condition=condition_of(visit, course),
                        readings=(Reading("", value, None),),
                        statistic="single",
                        visit=visit,
                        total=None,
                    )
                    found.setdefault(outcome.id, []).append(one)
    return found


def _as_rule(item: Item, instrument: Instrument) -> ScoreRule:
    return ScoreRule(
        id=item.id,
        of=(item.id,),
        divisor=Fraction(1),
        low=item.scale.low,
        high=item.scale.high,
        step=item.scale.step,
        worse="higher",
        source=instrument.sources[0].key,
        at_least=1,
        main=False,
    )
