"""WPI, symptom severity and the three published criteria at one visit of a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from caseline.course.merge import DRAWN, merged
from caseline.course.model import Course, Observation, Visit
from caseline.course.observe import observe
from caseline.criteria import Criterion, acr2010, acr2011, acr2016, generalised_pain
from caseline.criteria.truth import Answer, Measure
from caseline.effects.ways import hull, ways
from caseline.effects.window import baseline_window
from caseline.instruments import catalogue
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord

CLINICIAN = "sss-2010.sss"  # the 2010 criteria ask the clinician, the later ones the patient


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the criteria say of one visit, with what went into them.

    `sites` holds, by WPI site, whether it hurts; sites that were not answered are left out.
    """

    visit: Visit
    sites: dict[str, bool]
    wpi: Interval | NotOnRecord
    sss: Interval | NotOnRecord
    severity: Interval | NotOnRecord
    criteria: tuple[Criterion, ...]

    @property
    def generalised(self) -> Interval | NotOnRecord:
        """In how many of the five regions of 2016 there is pain; not on record without sites."""
        return generalised_pain(dict(self.sites)) if self.sites else NOT_ON_RECORD

    @property
    def marked(self) -> tuple[str, ...]:
        """The sites with pain, in the order of the instrument."""
        return tuple(site for site, hurts in self.sites.items() if hurts)


def diagnoses(course: Course) -> tuple[Diagnosis, ...]:
    """One for each visit with a WPI or a symptom severity, in order of time."""
    found = {outcome_id: _values(many) for outcome_id, many in observe(course).items()}
    return tuple(
        _diagnosis(course, visit, found)
        for visit in course.visits
        if any(id(visit) in found.get(f"{DRAWN}.{name}", {}) for name in ("wpi", "sss"))
        or id(visit) in found.get(CLINICIAN, {})
    )


def _diagnosis(course: Course, visit: Visit, found: dict[str, dict[int, Interval]]) -> Diagnosis:
    def value(outcome_id: str) -> Interval | NotOnRecord:
        return found.get(outcome_id, {}).get(id(visit), NOT_ON_RECORD)

    wpi, sss, severity = (value(f"{DRAWN}.{name}") for name in ("wpi", "sss", "severity"))
    clinician = value(CLINICIAN)
    sites = _sites(visit)
    months: Measure = course.diagnosis.symptoms_months
    other = _other(course)
    return Diagnosis(
        visit=visit,
        sites=sites,
        wpi=wpi,
        sss=sss,
        severity=severity,
        criteria=(
            # Where the clinician's scale is not on record, the entered one stands for it.
            acr2010(
                wpi=wpi,
                sss=sss if clinician is NOT_ON_RECORD else clinician,
                months=months,
                other_disorder=other,
            ),
            acr2011(wpi=wpi, sss=sss, months=months, other_disorder=other),
            acr2016(wpi=wpi, sss=sss, sites=dict(sites), months=months),
        ),
    )


def _values(many: Sequence[Observation]) -> dict[int, Interval]:
    """All that the value of each visit may be, by visit; a change leads there from the baseline."""
    baseline = baseline_window(many)
    start = baseline.mean if baseline else None
    found = {}
    for one in many:
        read = (way.value(start, one.outcome.rule) for way in ways((one,)))
        value = hull(value for value in read if value is not None)
        if value is not None:
            found[id(one.visit)] = value
    return found


def _sites(visit: Visit) -> dict[str, bool]:
    rule = catalogue.instrument(DRAWN).rule("wpi")
    answers = {
        item: Fraction(value)
        for response in merged(visit)
        if response.instrument.id == DRAWN
        for item, value in response.answers.items()
    }
    return {site: answers[site] > 0 for site in (rule.of if rule else ()) if site in answers}


def _other(course: Course) -> Answer:
    told = course.diagnosis.other_disorder_explains_pain
    return NOT_ON_RECORD if told is NOT_ON_RECORD else told == "yes"
