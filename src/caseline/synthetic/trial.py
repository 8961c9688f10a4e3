"""A synthetic randomised blinded course: pairs of periods, drug and placebo, order by lot."""

from datetime import date, timedelta
from fractions import Fraction

from caseline.calendar import Day, Span, day
from caseline.course import model
from caseline.interval import exactly
from caseline.record import NOT_ON_RECORD
from caseline.synthetic.person import Person

BEGIN = date(2025, 3, 3)
RUN_IN = 14
PERIOD = 14
PAIRS = 4
AMOUNT = Fraction(9, 2)
FORGOTTEN = 0.05
GUESSED_RIGHT = 0.6

N_DAYS = RUN_IN + 2 * PAIRS * PERIOD


def synthetic_trial(seed: int) -> model.Course:
    """A randomised blinded course: a run-in, then four pairs of periods of two weeks.

    Parameters
    ----------
    seed
        0 or more; the same seed gives the same course.
    """
    person = Person(seed)
    on_drug = _order(person)
    amounts = [0.0] * RUN_IN + [float(AMOUNT * drug) for drug in on_drug for _ in range(PERIOD)]
    levels = [float(one) for one in person.levels(amounts, gain=1.6, lag_days=3)]
    kept = [n for n in range(N_DAYS) if _ends_period(n) or not person.forgets(FORGOTTEN)]
    visits = tuple(_visit(person, number, levels[number]) for number in kept)
    return model.Course(
        pseudonym="synthetic-trial",
        title="Synthetic course: a randomised blinded trial in one person",
        synthetic=True,
        provenance="prospective",
        chosen="before the course",
        sources=(),
        patient=model.Patient(age_years=exactly(39), sex="male"),
        diagnosis=_diagnosis(),
        plan=_plan(),
        treatment=_treatment(on_drug),
        earlier_treatments=(),
        co_treatments=(
            model.CoTreatment(
                "paracetamol", "as needed", NOT_ON_RECORD, NOT_ON_RECORD, "unchanged"
            ),
        ),
        side_effects=_side_effects(on_drug),
        life_events=(),
        blinding=model.Blinding("blinded", "blinded", "blinded", _guesses(person, on_drug)),
        allocation=model.Allocation(
            "randomised", "yes", "drug first or placebo first, by lot within each of four pairs"
        ),
        replications=NOT_ON_RECORD,
        untreated=NOT_ON_RECORD,
        visits=visits,
        missed_visits=tuple(_on(number) for number in range(N_DAYS) if number not in kept),
        patient_perspective=NOT_ON_RECORD,
        consent=model.Consent(
            treatment=model.Agreement("yes", _on(-7)),
            off_label=model.Agreement("yes", _on(-7)),
            publication=model.Agreement("yes", _on(-7)),
        ),
        disclosures=model.Disclosures("none: synthetic", "none: synthetic"),
        quotes=(),
    )


def _order(person: Person) -> list[bool]:
    """Whether each period is on drug: one of each in every pair, which first by lot."""
    order: list[bool] = []
    for _ in range(PAIRS):
        drug_first = bool(person.rng.random() < 0.5)
        order += [drug_first, not drug_first]
    return order


def _visit(person: Person, number: int, level: float) -> model.Visit:
    pain = person.pain(level)
    return model.Visit(
        when=Span(_on(number), _on(number)),
        condition=None,
        mode="app",
        language="en",
        responses=(pain, person.fiqr(level)) if _ends_period(number) else (pain,),
        totals=(),
        drawing=None,
    )


def _ends_period(number: int) -> bool:
    return (number + 1 - RUN_IN) % PERIOD == 0


def _diagnosis() -> model.Diagnosis:
    return model.Diagnosis(
        name="fibromyalgia",
        icd10="M79.7",
        criteria="ACR 2016",
        symptoms_months=exactly(60),
        other_disorder_explains_pain="no",
        quote=None,
    )


def _plan() -> model.Plan:
    text = "Is average pain lower by at least 1 point on the drug than on placebo?"
    return model.Plan(
        question=model.Question(text, _on(-7)),
        primary=model.PrimaryOutcome("pain-nrs.average", _on(-7)),
        threshold=model.Threshold("pain-nrs.average", Fraction(1), _on(-7)),
        looks=model.Looks((_on(N_DAYS - 1),), _on(-7)),
    )


def _treatment(on_drug: list[bool]) -> model.Treatment:
    return model.Treatment(
        name="naltrexone, low dose",
        atc="N07BB04",
        unit="mg",
        route="by mouth",
        formulation="capsules that look the same, made by a pharmacy",
        off_label="yes",
        trigger="planned",
        started_because="to find out with this patient, before a longer prescription",
        adherence_percent=exactly(98),
        doses=tuple(
            model.Dose(_begin(number), AMOUNT * drug, not drug, f"period {number + 1}")
            for number, drug in enumerate(on_drug)
        ),
    )


def _side_effects(on_drug: list[bool]) -> tuple[model.SideEffect, ...]:
    first = on_drug.index(True)
    return (
        model.SideEffect(
            what="vivid dreams",
            onset=_begin(first),
            ended=_begin(first + 1),
            severity="mild",
            serious="no",
            action="none",
            dechallenge="improved",
            rechallenge="did not come back",
        ),
    )


def _guesses(person: Person, on_drug: list[bool]) -> tuple[model.TreatmentGuess, ...]:
    """On the last day of each period the patient and the clinician say what they believe."""
    return tuple(
        model.TreatmentGuess(
            on=_on(RUN_IN + (number + 1) * PERIOD - 1),
            by=by,
            guess="drug" if drug == (person.rng.random() < GUESSED_RIGHT) else "placebo",
        )
        for number, drug in enumerate(on_drug)
        for by in ("patient", "clinician")
    )


def _begin(number: int) -> Day:
    """The first day of a period, counted from 0."""
    return _on(RUN_IN + number * PERIOD)


def _on(number: int) -> Day:
    """The date of a day of the course, counted from 0."""
    return day(BEGIN + timedelta(days=number))
