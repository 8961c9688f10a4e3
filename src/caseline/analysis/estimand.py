"""What the effect is an effect of, and what was done with all that came between."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseline.analysis.answer import Answer
from caseline.analysis.named import outcome_name
from caseline.analysis.words import said
from caseline.claims.facts import Number
from caseline.claims.words import Language, words
from caseline.course.model import Course
from caseline.record import NOT_ON_RECORD, NotOnRecord

WITHOUT_EVENTS = "without event days"


@dataclass(frozen=True, slots=True)
class Intercurrent:
    """Something that came between treatment and outcome: how often, and how it is handled.

    `n` is None where it is not counted; `strategy` is a word of ICH E9(R1) where there is one.
    """

    event: str
    n: int | NotOnRecord | None
    strategy: str

    @property
    def n_or_words(self) -> int | str | None:
        """How often, as plain data."""
        return NOT_ON_RECORD.value if self.n is NOT_ON_RECORD else self.n


def estimand(answer: Answer, lang: Language) -> str:
    """Treatment, person, variable and summary, in one sentence."""
    texts = said(lang)["estimand"]
    return texts["line"].format(
        treatment=_treatment(answer.course, lang),
        outcome=outcome_name(answer, lang),
        when=_when(answer, lang),
    )


def intercurrent(answer: Answer) -> tuple[Intercurrent, ...]:
    """Every kind of event that a record can hold; 0 means that somebody looked."""
    return tuple(_events(answer))


def handled(answer: Answer, lang: Language) -> str:
    """The same in one sentence, with the run that leaves the days of other events out."""
    texts = said(lang)["estimand"]
    percent = answer.features.exposure.adherence_percent
    taken = _count(NOT_ON_RECORD if percent is None else percent, lang)
    parts = [
        texts[one.event.replace(" ", "_")].format(n=_count(one.n, lang), percent=taken)
        for one in intercurrent(answer)
        if one.n != 0
    ]
    told = "; ".join(parts) or texts["no_event"]
    runs = [texts["missing"], *_run(answer, lang)] if answer.effect else []
    return " ".join([texts["events"].format(parts=told), *runs])


def _when(answer: Answer, lang: Language) -> str:
    """From the first to the last value; nothing where only summaries are on record."""
    series = answer.analysis.series
    if series.reason is not None or not series.dates:
        return ""
    return said(lang)["estimand"]["when"].format(first=min(series.dates), last=max(series.dates))


def _events(answer: Answer) -> Iterator[Intercurrent]:
    told = answer.features
    exposure, events = told.exposure, told.events
    yield Intercurrent("dose step", exposure.n_dose_changes, "modelled")
    if not told.drawn:
        yield Intercurrent("stop", exposure.n_stops, "as the doses on record say")
    others = (events.co_interventions, events.life_events)
    known = [one for one in others if one is not NOT_ON_RECORD]
    n = NOT_ON_RECORD if len(known) < len(others) else sum(len(one) for one in known)
    yield Intercurrent("other event", n, "treatment policy")
    yield Intercurrent("missed doses", _missed(exposure.adherence_percent), "treatment policy")
    broken = int(told.blinding.patient == "broken")
    yield Intercurrent("unblinding", broken, "treatment policy, and the claim falls")


def _missed(percent: Number) -> int | NotOnRecord | None:
    """0 where all were taken; where some were not, nobody counted how many."""
    if percent is NOT_ON_RECORD or percent is None:
        return NOT_ON_RECORD
    return 0 if percent == 100 else None


def _run(answer: Answer, lang: Language) -> Iterator[str]:
    texts, say, found = said(lang)["estimand"], words(lang), answer.analysis.sensitivity
    for run in found.runs if found else ():
        if run.name == WITHOUT_EVENTS and run.summary is not None:
            mean, low, high = (
                say.number(one, 2) for one in (run.summary.mean, run.summary.low, run.summary.high)
            )
            yield texts["without_events"].format(mean=mean, low=low, high=high)


def _treatment(course: Course | None, lang: Language) -> str:
    texts = said(lang)["estimand"]
    if course is None:
        return texts["as_taken"]
    told = course.treatment
    most = max((dose.amount for dose in told.doses), default=0)
    amount = words(lang).number(float(most), 2)
    return texts["maintenance"].format(name=told.name, amount=amount, unit=told.unit)


def _count(n: Number, lang: Language) -> str:
    if n is NOT_ON_RECORD:
        return words(lang).say("record", "not_on_record")
    return "" if n is None else words(lang).number(n)
