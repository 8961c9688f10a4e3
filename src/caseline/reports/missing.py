"""What an honest answer would need and the course does not hold."""

from caseline.course.model import Course
from caseline.course.phases import first_day_on
from caseline.effects.diagnosis import Diagnosis
from caseline.record import NOT_ON_RECORD
from caseline.reports.compared import given, taken
from caseline.reports.safety import watched
from caseline.reports.words import Words

WORTH_ENTERING = ("side_effects", "wpi.follow_up", "patient_global")


def not_on_record(course: Course, diagnosed: tuple[Diagnosis, ...]) -> tuple[str, ...]:
    """The names of what is not on record, the most important first."""
    fields = {
        "treatment.start": first_day_on(course.treatment) or NOT_ON_RECORD,
        "co_treatments": course.co_treatments,
        "side_effects": course.side_effects,
        "visits.single": _single_visits(course),
        "blinding.patient": course.blinding.patient,
        "treatment.adherence": course.treatment.adherence_percent,
        "treatment.started_because": course.treatment.trigger,
        "plan.question": course.plan.question,
        "plan.primary_outcome": course.plan.primary,
        "plan.threshold": course.plan.threshold,
        "plan.looks": course.plan.looks,
        "allocation.order": course.allocation.order,
        "wpi.follow_up": _wpi_follow_up(diagnosed),
        "patient_global": _patient_global(course),
        "diagnosis.symptoms_months": course.diagnosis.symptoms_months,
        "diagnosis.other_disorder": course.diagnosis.other_disorder_explains_pain,
        "diagnosis.criteria": course.diagnosis.criteria,
        "earlier_treatments": course.earlier_treatments,
        "earlier_treatments.details": _earlier_details(course),
        "life_events": course.life_events,
        "missed_visits": course.missed_visits,
        "treatment.formulation": course.treatment.formulation,
        "treatment.route": course.treatment.route,
        "patient.age": course.patient.age_years,
        "patient.sex": course.patient.sex,
        "patient_perspective": course.patient_perspective,
        "chosen": course.chosen,
        "consent.treatment": course.consent.treatment.given,
        "consent.off_label": course.consent.off_label.given,
        "consent.publication": course.consent.publication.given,
        "disclosures.conflicts": course.disclosures.conflicts,
        "disclosures.funding": course.disclosures.funding,
    }
    unseen = dict.fromkeys(f"safety.{o.flag}" for o in watched(course) if o.state == "missing")
    missing = (name for name, value in fields.items() if value is NOT_ON_RECORD)
    return (*unseen, *(name for name in missing if name not in _without_meaning(course)))


def to_enter(missing: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """What would help to enter, beyond what the claim itself asks for."""
    return tuple(words.say("firmer", name) for name in missing if name in WORTH_ENTERING)


def _without_meaning(course: Course) -> tuple[str, ...]:
    """What cannot be missing where the drug, or anything at all, was not taken."""
    of_the_drug = ("treatment.start", "treatment.adherence", "treatment.started_because")
    of_anything = ("blinding.patient", "allocation.order")
    return (
        *(() if given(course) else of_the_drug),
        *(() if taken(course) else of_anything),
    )


def _single_visits(course: Course) -> object:
    return NOT_ON_RECORD if course.provenance == "published summary" else "there"


def _wpi_follow_up(diagnosed: tuple[Diagnosis, ...]) -> object:
    """The WPI after the first visit that has one; nothing is missing where none was followed."""
    counted = [one for one in diagnosed if one.wpi is not NOT_ON_RECORD]
    return NOT_ON_RECORD if len(counted) == 1 else "there"


def _patient_global(course: Course) -> object:
    asked = {r.instrument.id for visit in course.visits for r in visit.responses}
    entered = {total.instrument.id for visit in course.visits for total in visit.totals}
    return "there" if "pgic" in asked | entered else NOT_ON_RECORD


def _earlier_details(course: Course) -> object:
    earlier = course.earlier_treatments
    if earlier is NOT_ON_RECORD:
        return "said above"
    lacking = any(NOT_ON_RECORD in (one.dose, one.ended_because) for one in earlier)
    return NOT_ON_RECORD if lacking else "there"
