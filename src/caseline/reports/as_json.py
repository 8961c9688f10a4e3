"""A report as plain data: what programs read and what other tests hold on to."""

from fractions import Fraction
from typing import Any

from caseline.analysis.as_json import as_json as analysis_json
from caseline.analysis.harmed import as_plain as harms_plain
from caseline.analysis.versions import versions_of
from caseline.calendar import Days
from caseline.course.time import observed_days, on_drug_days
from caseline.criteria import Criterion
from caseline.effects.change import Change
from caseline.effects.diagnosis import Diagnosis
from caseline.effects.mdc import Mdc
from caseline.instruments.model import BandSet
from caseline.interval import Interval
from caseline.record import NOT_ON_RECORD, NotOnRecord
from caseline.reports.criteria_tables import why
from caseline.reports.drawing_json import drawings_json
from caseline.reports.report import Report
from caseline.reports.safety import iso, watched
from caseline.reports.spoken import bands_of
from caseline.reports.words import Words

Plain = dict[str, Any]


def as_json(report: Report) -> Plain:
    """The report as a JSON object.

    `change` is last - baseline in the raw direction of the score. A number that is known only
    to lie between two bounds is `{"low", "high"}`. What is missing is "not on record".
    """
    course = report.course
    first = report.diagnoses[0] if report.diagnoses else None
    return {
        "schema": 1,
        "pseudonym": course.pseudonym,
        "title": course.title,
        "synthetic": course.synthetic,
        "provenance": course.provenance,
        "lang": report.words.lang,
        "wpi": _wpi(first),
        "criteria": {one.id: _criterion(one, report.words) for one in first.criteria}
        if first
        else {},
        "generalised_pain": _of(first.generalised if first else NOT_ON_RECORD, 5),
        "severity": _of(first.severity if first else NOT_ON_RECORD, 31),
        "drawings": drawings_json(course),
        "outcomes": [_outcome(change) for change in report.changes],
        "responder": {
            one.version: {
                "met": one.met,
                "parts": [
                    {
                        "domain": part.domain,
                        "at_least_percent": part.at_least_percent,
                        "outcome": part.outcome_id or NOT_ON_RECORD.value,
                        "reached": part.reached,
                    }
                    for part in one.parts
                ],
            }
            for one in report.responders
        },
        "time": {
            "observed_days": _days(observed_days(course)),
            "on_drug_days": _days(on_drug_days(course)),
        },
        "safety": [
            {"instrument": one.instrument, "item": one.item, "date": iso(one.when)}
            for one in watched(course)
            if one.state == "raised"
        ],
        "not_on_record": list(report.missing),
        "answer": {
            "headline": report.answer.headline,
            "patient": report.answer.patient,
            "clinician": " ".join(report.answer.clinician),
        },
        "analysis": analysis_json(report.rated.found, report.words.lang) if report.rated else None,
        "context": list(report.rated.context) if report.rated else [],
        "fooled": list(report.fooled),
        "firmer": list(report.firmer),
        "harms": harms_plain(course),
        "versions": versions_of(course).plain,
        "sources": [{"key": s.key, "cite": s.cite, "doi": s.doi} for s in course.sources],
        "instruments": sorted({change.outcome.instrument.ref for change in report.changes}),
    }


def number(value: Interval | None) -> object:
    """A number, or its bounds, or "not on record"."""
    if value is None:
        return NOT_ON_RECORD.value
    if value.exact is not None:
        return _plain(value.low)
    return {"low": _plain(value.low), "high": _plain(value.high)}


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _outcome(change: Change) -> Plain:
    return {
        "id": change.outcome.id,
        "instrument": change.outcome.instrument.ref,
        "range": [_plain(change.outcome.rule.low), _plain(change.outcome.rule.high)],
        "worse": change.outcome.rule.worse,
        "compared": "off with on" if change.by_condition else "before with last",
        "baseline": number(change.baseline.mean if change.baseline else None),
        "last": number(change.last_value),
        "change": number(change.change),
        "percent": number(change.percent),
        "mdc": _mdc(change.mdc),
        "reliable": change.reliable,
        "readings": [
            {
                "text": one.text,
                "baseline": number(one.baseline),
                "last": number(one.last),
                "change": number(one.change),
                "percent": number(one.percent),
            }
            for one in change.readings
        ],
        "bands": [
            {
                "source": bands.source,
                "baseline": _band(bands, change.baseline.mean if change.baseline else None),
                "last": _band(bands, change.last_value),
            }
            for bands in change.outcome.rule.bands
        ],
        "marks": [
            {"id": one.mark.id, "source": one.mark.source, "reached": one.reached}
            for one in change.marks
        ],
    }


def _band(bands: BandSet, value: Interval | None) -> object:
    """A severity word, or those of both bounds, or "not on record"."""
    if value is None:
        return NOT_ON_RECORD.value
    low, *more = bands_of(bands, value)
    return {"low": low, "high": more[-1]} if more else low


def _mdc(mdc: Mdc | None) -> object:
    if mdc is None:
        return NOT_ON_RECORD.value
    basis = mdc.basis
    sources = sorted({error.source for error in mdc.errors})
    return {
        "low": round(mdc.low, 4),
        "high": round(mdc.high, 4),
        "basis": f"{basis}: n = {mdc.n_repeats}"
        if mdc.n_repeats
        else f"{basis}: {', '.join(sources)}",
        "assumed_sd": list(mdc.assumed_sds),
    }


def _wpi(first: Diagnosis | None) -> object:
    if first is None or first.wpi is NOT_ON_RECORD:
        return NOT_ON_RECORD.value
    return {"count": number(first.wpi), "of": 19, "regions": list(first.marked)}


def _criterion(one: Criterion, words: Words) -> Plain:
    return {
        "met": one.met,
        "thresholds_reached": one.thresholds_reached,
        "why": why(one, words),
        "parts": [{"part": part.id, "rule": part.what, "value": part.value} for part in one.parts],
        "source": one.source,
    }


def _of(value: Interval | NotOnRecord, of: int) -> object:
    if value is NOT_ON_RECORD:
        return NOT_ON_RECORD.value
    return {"value": number(value), "of": of}


def _days(duration: Days | NotOnRecord) -> object:
    if duration is NOT_ON_RECORD:
        return NOT_ON_RECORD.value
    return {"low": duration.low, "high": duration.high}
