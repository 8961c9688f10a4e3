"""From answers to scores, in exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from caseline.errors import InstrumentError
from caseline.instruments.model import Instrument, ScoreRule
from caseline.scoring.response import Response


@dataclass(frozen=True, slots=True)
class Score:
    """One number of a response, or the reason why there is none.

    `low` and `high` are what it could have been, where a rule with bounds lacks parts.
    """

    rule: ScoreRule
    value: Fraction | None
    answered: int
    absent: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    entered: bool = False

    @property
    def prorated(self) -> bool:
        """Whether missing parts were made up for by weighting."""
        return self.value is not None and not self.entered and self.answered < len(self.rule.of)

    def band(self, band_id: str) -> str | None:
        """The word of one author for the score; None where there is no score.

        Raises
        ------
        InstrumentError
            The score has no bands of that id.
        """
        for bands in self.rule.bands:
            if bands.id == band_id:
                return None if self.value is None else bands.label(self.value)
        known = ", ".join(f"'{bands.id}'" for bands in self.rule.bands) or "it has none"
        raise InstrumentError(
            f"the score '{self.rule.id}' has no bands '{band_id[:40]}', known: {known}"
        )


def score(response: Response) -> dict[str, Score]:
    """Every score of the response's instrument, by score id, in the file's order.

    Too few parts give a score without a value; some missing parts, if the rule allows it,
    a sum that is weighted by parts/answered before it is divided. A total that was typed in
    stands for the score, also as a part of a later one.
    """
    known: dict[str, Fraction] = {k: Fraction(v) for k, v in response.answers.items()}
    scores: dict[str, Score] = {}
    for rule in response.instrument.scores:
        if rule.id in response.totals:
            one = Score(rule, Fraction(response.totals[rule.id]), 0, entered=True)
        else:
            one = _apply(rule, known, response.instrument, scores)
        scores[rule.id] = one
        if one.value is not None:
            known[rule.id] = one.value
    return scores


def safety_flags(response: Response) -> tuple[str, ...]:
    """The ids of the safety flags that the answers raise."""
    raised = []
    for item in response.instrument.items:
        answer = response.answers.get(item.id)
        if item.safety and answer is not None and answer >= item.safety.at:
            raised.append(item.safety.id)
    return tuple(raised)


def _apply(
    rule: ScoreRule, known: Mapping[str, Fraction], of: Instrument, earlier: Mapping[str, Score]
) -> Score:
    present = [known[part] for part in rule.of if part in known]
    answered, parts = len(present), len(rule.of)
    if answered < rule.at_least:
        low, high = _bounds(rule, known, of, earlier) if rule.bounded else (None, None)
        return Score(rule, None, answered, absence(parts - answered, parts), low, high)
    total = sum(present, Fraction()) * parts / answered
    return Score(rule, total / rule.divisor, answered)


def absence(gap: int, parts: int) -> str:
    """Why there is no score: "2 of 9 parts are unanswered"."""
    noun, verb = "part" if parts == 1 else "parts", "is" if gap == 1 else "are"
    return f"{gap} of {parts} {noun} {verb} unanswered"


def _bounds(
    rule: ScoreRule, known: Mapping[str, Fraction], of: Instrument, earlier: Mapping[str, Score]
) -> tuple[Fraction, Fraction]:
    ends = [_ends(part, known, of, earlier) for part in rule.of]
    return (
        sum((low for low, _ in ends), Fraction()) / rule.divisor,
        sum((high for _, high in ends), Fraction()) / rule.divisor,
    )


def _ends(
    part: str, known: Mapping[str, Fraction], of: Instrument, earlier: Mapping[str, Score]
) -> tuple[Fraction, Fraction]:
    """The least and the most that one part may be."""
    if part in known:
        return known[part], known[part]
    if item := of.item(part):
        return item.scale.low, item.scale.high
    one = earlier[part]
    low = one.rule.low if one.low is None else one.low
    high = one.rule.high if one.high is None else one.high
    return low, high
