"""Courses for tests: a short one in words, and any that a file can say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from caseline.calendar import Span, day, month, year
from caseline.course import model
from caseline.course.outside import RepeatedAs, Replication, Untreated, YesNo
from caseline.course.phases import condition_of
from caseline.course.read import course_in
from caseline.course.unfilled import PLACEHOLDER
from caseline.document import document_in
from caseline.errors import CourseError
from caseline.instruments import catalogue
from caseline.instruments.model import Source
from caseline.interval import Interval, exactly
from caseline.paindrawing.model import REGION_IDS
from caseline.record import NOT_ON_RECORD
from caseline.scoring.response import Response

BEGIN = """\
schema = 1
pseudonym = "patient-01"
title = "A short course"
provenance = "prospective"
diagnosis = { name = "fibromyalgia" }
"""
TREATMENT = """\
[treatment]
name = "naltrexone"
unit = "mg"
"""
UNDATED = "doses = [{ amount = 4.5 }]\n"
VISIT = """\
[[visits]]
on = 2025-01-06
totals = [{ instrument = "phq4", score = "total", value = 7 }]
"""
SHORT = BEGIN + TREATMENT + UNDATED + VISIT


def course_from(text):
    """The course of a file with this text."""
    return course_in(document_in(text, "course.toml", CourseError))


def refusal(text):
    """What the reader says about a file with this text."""
    try:
        course_from(text)
    except CourseError as exc:
        return str(exc)
    raise AssertionError("the course was read")


def dosed(*doses):
    """The part of a file on a treatment with these amounts: ("2025-01-06", 4.5), …"""
    steps = ", ".join(f'{{ from = "{begin}", amount = {amount} }}' for begin, amount in doses)
    return f"{BEGIN}{TREATMENT}doses = [{steps}]\n"


def total(when, outcome, value, more=""):
    """The part of a file on a visit at which one total was entered."""
    instrument, score = outcome.split(".")
    return (
        f'[[visits]]\non = "{when}"\n'
        f'totals = [{{ instrument = "{instrument}", score = "{score}", value = {value}{more} }}]\n'
    )


def answered(when, instrument, **answers):
    """The part of a file on a visit at which items were answered."""
    given = ", ".join(f"{item} = {value}" for item, value in answers.items())
    return (
        f'[[visits]]\non = "{when}"\n'
        f'responses = [{{ instrument = "{instrument}", answers = {{ {given} }} }}]\n'
    )


# Any course that a file can say.

texts = st.text(min_size=1, max_size=20).filter(
    lambda text: text.strip() and text not in (NOT_ON_RECORD.value, PLACEHOLDER)
)
dates = st.dates(date(2000, 1, 1), date(2040, 12, 28))
days = st.one_of(
    dates.map(day),
    dates.map(lambda when: month(when.year, when.month)),
    dates.map(lambda when: year(when.year)),
)


def maybe(strategy):
    """What the strategy gives, or nothing on record."""
    return st.one_of(st.just(NOT_ON_RECORD), strategy)


def words(of):
    """One of the words of a literal type."""
    return st.sampled_from(of.__args__)


def lists(strategy):
    """A short list."""
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def intervals(draw, low, high):
    """A number or an interval from `low` to `high`, as a file may give it."""
    low, high = Fraction(low), Fraction(high)
    numbers = st.decimals(Decimal(int(low)), Decimal(int(high)), places=draw(st.integers(0, 3)))
    one, other = sorted((Fraction(draw(numbers)), Fraction(draw(numbers))))
    kinds = [exactly(one), Interval(one, other)]
    if one < high:
        kinds += [Interval(one, high, low_open=True), Interval(one, high)]
    if one > low:
        kinds.append(Interval(low, one, high_open=True))
    return draw(st.sampled_from(kinds))


def on_scale(scale):
    """Any number of an answer scale."""
    if scale.values:
        return st.sampled_from(scale.values)
    steps = int((scale.high - scale.low) / scale.step)
    return st.integers(0, steps).map(lambda number: scale.low + number * scale.step)


def quotes(keys):
    """Words that one of the sources said."""
    return st.builds(model.Quote, texts, st.sampled_from(keys))


@st.composite
def responses(draw, instrument):
    """Answers to some of the items."""
    items = draw(st.lists(st.sampled_from(instrument.items), unique_by=lambda item: item.id))
    choices = instrument.recall_choices
    recall = draw(maybe(st.sampled_from(choices))) if choices else NOT_ON_RECORD
    answers = {item.id: draw(on_scale(item.scale)) for item in items}
    return Response(instrument, answers, recall_days=recall)


@st.composite
def totals(draw, instrument, keys):
    """One entered score, as a value or in two readings."""
    rule = draw(st.sampled_from(instrument.scores))
    value = st.one_of(on_scale(rule.entry).map(exactly), intervals(rule.low, rule.high)).filter(
        lambda found: found.exact is None or rule.entry.holds(found.exact)
    )
    span = rule.high - rule.low
    reading = st.one_of(
        st.builds(model.Reading, texts, value, st.none()),
        st.builds(model.Reading, texts, st.none(), intervals(-span, span)),
    )
    single = st.builds(model.Reading, st.just(""), value, st.none()).map(lambda one: (one,))
    return model.Total(
        instrument=instrument,
        rule=rule,
        readings=draw(st.one_of(single, st.tuples(reading, reading))),
        statistic=draw(maybe(words(model.Statistic))),
        recall_days=draw(maybe(st.integers(0, 400))),
        quote=draw(st.none() | quotes(keys)),
    )


@st.composite
def drawings(draw):
    """A pain drawing."""
    regions = draw(st.lists(st.sampled_from(REGION_IDS), unique=True))
    cut = draw(st.integers(0, len(regions)))
    return model.Drawing(tuple(regions[:cut]), tuple(regions[cut:]))


@st.composite
def visits(draw, conditions, keys):
    """A visit on a date or over a span, at which something was recorded."""
    begin = draw(days)
    end = day(begin.last + timedelta(days=draw(st.integers(0, 60))))
    found = draw(st.lists(st.sampled_from(catalogue.instruments()), unique_by=lambda one: one.id))
    cut = draw(st.integers(0, len(found)))
    drawn = all(one.id != "fsq" for one in found)
    return model.Visit(
        when=draw(st.sampled_from([Span(begin, begin), Span(begin, end)])),
        condition=draw(conditions),
        mode=draw(maybe(words(model.Mode))),
        language=draw(maybe(st.sampled_from(["en", "de"]))),
        responses=tuple(draw(responses(one)) for one in found[:cut]),
        totals=tuple(draw(totals(one, keys)) for one in found[cut:]),
        drawing=draw(drawings()) if drawn and (not found or draw(st.booleans())) else None,
    )


@st.composite
def doses(draw):
    """One dose without a date, or several in order."""
    amounts = st.decimals(0, 50, places=2).map(Fraction)
    begins = draw(st.lists(dates, max_size=4, unique=True).map(sorted))
    made = []
    for begin in [day(one) for one in begins] or [NOT_ON_RECORD]:
        placebo = draw(st.booleans())
        amount = Fraction(0) if placebo else draw(amounts)
        made.append(model.Dose(begin, amount, placebo, draw(maybe(texts))))
    return tuple(made)


def ordered(thing, begin, end):
    """The same with its end on or after its beginning."""
    first, last = getattr(thing, begin), getattr(thing, end)
    if NOT_ON_RECORD in (first, last) or not last.surely_before(first):
        return thing
    return replace(thing, **{begin: last, end: first})


def earlier_treatments(keys):
    """What was tried before."""
    pairs = st.tuples(days, days).map(lambda two: sorted(two, key=lambda one: one.first))
    return st.builds(
        model.EarlierTreatment,
        texts,
        maybe(texts),
        maybe(pairs.map(lambda pair: Span(*pair))),
        maybe(texts),
        st.none() | quotes(keys),
    )


plans = st.builds(
    model.Plan,
    maybe(st.builds(model.Question, texts, maybe(days))),
    maybe(st.builds(model.PrimaryOutcome, st.just("fiqr.total"), maybe(days))),
    maybe(
        st.builds(
            model.Threshold,
            st.just("pain-nrs.average"),
            st.integers(1, 100).map(lambda tenths: Fraction(tenths, 10)),
            maybe(days),
        )
    ),
    maybe(st.builds(model.Looks, lists(days), maybe(days))),
)
co_treatments = st.builds(
    model.CoTreatment, texts, maybe(texts), maybe(days), maybe(days), maybe(texts)
).map(lambda one: ordered(one, "begin", "end"))
side_effects = st.builds(
    model.SideEffect,
    texts,
    maybe(days),
    maybe(days),
    maybe(words(model.Severity)),
    maybe(words(YesNo)),
    maybe(words(model.Action)),
    maybe(words(model.Withdrawal)),
    maybe(words(model.Rechallenge)),
).map(lambda one: ordered(one, "onset", "ended"))
guesses = st.builds(
    model.TreatmentGuess,
    days,
    st.sampled_from(["patient", "clinician", "rater"]),
    words(model.Guess),
)
yes_no = maybe(words(YesNo))


def replications(keys):
    """The same question asked again elsewhere."""
    return st.builds(
        Replication,
        texts,
        words(RepeatedAs),
        maybe(st.sampled_from(keys)),
        yes_no,
        yes_no,
        maybe(st.integers(0, 20)),
        yes_no,
    )


masking = maybe(words(model.Masking))
agreements = st.builds(model.Agreement, maybe(words(model.Given)), maybe(days))


def _without_changes(visit, course):
    """The same; before treatment without a change since the baseline, which nobody can know."""
    if condition_of(visit, course) != "before treatment":
        return visit
    totals = tuple(
        replace(one, readings=tuple(_valued(reading, one.rule) for reading in one.readings))
        for one in visit.totals
    )
    return replace(visit, totals=totals)


def _valued(reading, rule):
    return (
        reading if reading.change is None else model.Reading(reading.text, exactly(rule.low), None)
    )


@st.composite
def courses(draw):
    """Any course that a file can say."""
    keys = draw(st.lists(texts, min_size=1, max_size=2, unique=True))
    given_doses = draw(doses())
    conditions = st.none()
    if given_doses[0].begin is NOT_ON_RECORD:
        conditions = st.just(draw(st.none() | words(model.Condition)))
    found = draw(st.lists(visits(conditions, keys), min_size=1, max_size=3))
    course = model.Course(
        pseudonym=draw(texts),
        title=draw(texts),
        synthetic=draw(st.booleans()),
        provenance=draw(words(model.Provenance)),
        chosen=draw(maybe(words(model.Chooser))),
        sources=tuple(
            Source(key, draw(texts), draw(st.none() | texts), draw(st.none() | texts))
            for key in keys
        ),
        patient=model.Patient(
            draw(maybe(intervals(0, 130))),
            draw(maybe(st.sampled_from(["female", "male", "diverse"]))),
        ),
        diagnosis=model.Diagnosis(
            draw(texts),
            draw(maybe(texts)),
            draw(maybe(texts)),
            draw(maybe(intervals(0, 1500))),
            draw(maybe(words(YesNo))),
            draw(st.none() | quotes(keys)),
        ),
        plan=draw(plans),
        treatment=model.Treatment(
            draw(texts),
            draw(maybe(texts)),
            draw(texts),
            draw(maybe(texts)),
            draw(maybe(texts)),
            draw(maybe(words(YesNo))),
            draw(maybe(words(model.Trigger))),
            draw(maybe(texts)),
            draw(maybe(intervals(0, 100))),
            given_doses,
        ),
        earlier_treatments=draw(maybe(lists(earlier_treatments(keys)))),
        co_treatments=draw(maybe(lists(co_treatments))),
        side_effects=draw(maybe(lists(side_effects))),
        life_events=draw(maybe(lists(st.builds(model.LifeEvent, texts, days)))),
        blinding=draw(st.builds(model.Blinding, masking, masking, masking, maybe(lists(guesses)))),
        allocation=draw(
            st.builds(
                model.Allocation,
                maybe(words(model.Order)),
                maybe(words(YesNo)),
                maybe(texts),
            )
        ),
        replications=draw(maybe(lists(replications(keys)))),
        untreated=draw(maybe(st.builds(Untreated, intervals(0, 100), st.sampled_from(keys)))),
        visits=tuple(sorted(found, key=lambda visit: visit.when.first)),
        missed_visits=draw(maybe(lists(days))),
        patient_perspective=draw(maybe(texts)),
        consent=draw(st.builds(model.Consent, agreements, agreements, agreements)),
        disclosures=draw(st.builds(model.Disclosures, maybe(texts), maybe(texts))),
        quotes=draw(lists(quotes(keys))),
    )
    return replace(course, visits=tuple(_without_changes(one, course) for one in course.visits))
