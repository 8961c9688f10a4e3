"""How often a course without any effect reaches a claim: the whole way of a record to its rating.

The record is the most favourable that its design allows: planned, complete, nobody guessed what
was given, nothing else happened. Whatever a real record lacks can only lower a claim, so these
rates are the highest.

A claim of benefit needs P(better) of .95 or more (`verdict.bar`, the lowest bar there is), and
no sensitivity run can raise a verdict. So the whole analysis with its ten refits runs only
where the model alone says as much; elsewhere no claim is possible.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from caseline.analysis import analyse
from caseline.analysis.known import informed
from caseline.calendar import Day, Span, day
from caseline.claims.rules import rule
from caseline.course import model
from caseline.effects.compare import compare
from caseline.effects.course_series import series_of
from caseline.instruments import catalogue
from caseline.interval import exactly
from caseline.record import NOT_ON_RECORD
from tools.calibrate.courses import Design
from tools.calibrate.measures import Numbers
from tools.calibrate.truths import Truth

Floats = NDArray[np.float64]
Generator = np.random.Generator

BEGIN = date(2025, 3, 3)
PAIN = "pain-nrs.average"
USUAL, SD = 5.0, 1.5  # of a rating of pain from 0 to 10, in whole numbers
THRESHOLD = Fraction(3, 2)


def claimed(make: Callable[[Generator], Design], truth: Truth, rng: Generator) -> Numbers:
    """Levels reached together with a verdict of benefit, open and, where drawn by lot, blinded."""
    design = make(rng)
    pain = np.clip(np.round(USUAL + SD * truth.draw(design.times, rng)), 0, 10)
    ways = {"open": record(design, pain, blinded=False)}
    if design.scheme is not None:
        ways["blinded"] = record(design, pain, blinded=True)
    series = informed(series_of(ways["open"]), ways["open"].diagnosis.name)
    p_better = compare(series).verdict.p_better
    found = {"p_better": p_better}
    for name, course in ways.items():
        bar = rule("verdict.bar" if name == "blinded" else "verdict.strict_bar")
        reached = levels(course) if p_better >= bar else {}
        for key in ("benefit", "package_3", "package_4", "drug_3", "drug_4"):
            found[f"{name}.{key}"] = float(reached.get(key, False))
    return found


def levels(course: model.Course) -> dict[str, bool]:
    """Whether benefit is claimed, and how high each of the two answers may go with it."""
    claim = analyse(course).claim
    benefit = claim.verdict is not None and claim.verdict.code in ("S+1", "S+2")
    return {
        "benefit": benefit,
        "package_3": benefit and claim.package >= 3,
        "package_4": benefit and claim.package >= 4,
        "drug_3": benefit and claim.drug >= 3,
        "drug_4": benefit and claim.drug >= 4,
    }


def record(design: Design, pain: Floats, *, blinded: bool) -> model.Course:
    """The values as a whole course of a person with nothing left to ask."""
    drawn = design.scheme is not None
    fixed_on = _on(-7)
    agreed = model.Agreement("yes", fixed_on)
    masked: model.Masking = "blinded" if blinded else "open"
    return model.Course(
        pseudonym="simulated",
        title="A simulated course",
        synthetic=True,
        provenance="prospective",
        chosen="before the course",
        sources=(),
        patient=model.Patient(exactly(40), "female"),
        diagnosis=model.Diagnosis("fibromyalgia", "M79.7", "ACR 2016", exactly(60), "no", None),
        plan=model.Plan(
            question=model.Question("Is pain lower on the drug?", fixed_on),
            primary=model.PrimaryOutcome(PAIN, fixed_on),
            threshold=model.Threshold(PAIN, THRESHOLD, fixed_on),
            looks=model.Looks((_on(int(design.times[-1])),), fixed_on),
        ),
        treatment=_treatment(design, placebo=blinded),
        earlier_treatments=(),
        co_treatments=(),
        side_effects=(),
        life_events=(),
        blinding=model.Blinding(masked, masked, masked, _guesses(design) if blinded else ()),
        allocation=model.Allocation(
            "randomised" if drawn else "fixed", "yes" if drawn else "no", "pairs"
        ),
        replications=NOT_ON_RECORD,
        untreated=NOT_ON_RECORD,
        visits=tuple(
            _visit(int(when), int(value)) for when, value in zip(design.times, pain, strict=True)
        ),
        missed_visits=(),
        patient_perspective=NOT_ON_RECORD,
        consent=model.Consent(agreed, agreed, agreed),
        disclosures=model.Disclosures("none", "none"),
        quotes=(),
    )


def _treatment(design: Design, *, placebo: bool) -> model.Treatment:
    steps = zip(design.begin_days, design.amounts, strict=True)
    return model.Treatment(
        name="a drug",
        atc=NOT_ON_RECORD,
        unit="mg",
        route="by mouth",
        formulation="capsules",
        off_label="no",
        trigger="planned",
        started_because="to find out with this patient",
        adherence_percent=exactly(100),
        doses=tuple(
            model.Dose(_on(int(begin)), Fraction(int(amount)), placebo and not amount, "planned")
            for begin, amount in steps
        ),
    )


def _guesses(design: Design) -> tuple[model.TreatmentGuess, ...]:
    """Nobody could tell, at the end of each period."""
    ends = [*design.begin_days[1:], design.times[-1] + 1]
    return tuple(
        model.TreatmentGuess(_on(int(end) - 1), who, "cannot tell")
        for end in ends
        for who in ("patient", "clinician")
    )


def _visit(when: int, value: int) -> model.Visit:
    instrument = catalogue.instrument("pain-nrs")
    rule_of_average = instrument.rule("average")
    if rule_of_average is None:
        raise ValueError("the pain ratings have an average")
    reading = model.Reading("", exactly(value), None)
    total = model.Total(instrument, rule_of_average, (reading,), "single", 1, None)
    return model.Visit(Span(_on(when), _on(when)), None, "app", "en", (), (total,), None)


def _on(number: int) -> Day:
    """The date of a day of the course, counted from 0."""
    return day(BEGIN + timedelta(days=number))
