"""Laws of claims: nothing that is taken off the record, and no further threat, raises a level."""

from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.claims import Level, Posterior, features_of, judge, patient_text
from caseline.claims import features as f
from caseline.claims.ceilings import ceiling
from caseline.claims.clinician import clinician_lines
from caseline.claims.judge import combine
from caseline.claims.level import Levels
from caseline.claims.threat import Threat
from caseline.claims.threats import fired
from caseline.claims.words import forbidden
from caseline.course.observe import observe
from caseline.record import NOT_ON_RECORD, NotOnRecord
from tests.courses import courses
from tests.unit.claims.made import features, off_record

# Numbers about the thresholds, so that each of them is crossed.
NUMBERS = [-1, 0, 0.01, 0.1, 0.15, 0.3, 0.5, 0.8, 0.96, 1, 1.5, 2.5, 5, 8, 20, 50, 79, 90, 400]
COUNTS = [0, 1, 2, 3, 4, 5, 8, 20]


def leaf(hint):
    """A strategy for one field by its type."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    found = [one for part in parts for one in _choices(part)]
    return st.one_of(found)


def _choices(part):
    if part is NotOnRecord:
        return [st.just(NOT_ON_RECORD)]
    if part is type(None):
        return [st.none()]
    if is_dataclass(part):
        return [built(part)]
    if get_origin(part) is Literal:
        return [st.sampled_from(get_args(part))]
    if get_origin(part) is tuple:
        return [st.lists(leaf(get_args(part)[0]), max_size=4).map(tuple)]
    plain = {
        bool: st.booleans(),
        int: st.sampled_from(COUNTS),
        float: st.sampled_from(NUMBERS).map(float),
        str: st.just("something"),
    }
    return [plain[part]]


def built(kind):
    """Any instance of a dataclass of features."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{one.name: leaf(hints[one.name]) for one in fields(kind)})


@st.composite
def nearly_clean(draw):
    """A clean course of which some sections are anything: these reach the higher levels."""
    found = features(draw(st.sampled_from(["ab", "abab", "trial", "doses"])))
    hints = get_type_hints(f.Features)
    names = draw(st.lists(st.sampled_from(list(hints)), max_size=3, unique=True))
    return replace(found, **{name: draw(leaf(hints[name])) for name in names})


any_features = st.one_of(built(f.Features), nearly_clean())
levels = st.builds(Levels, st.sampled_from(Level), st.sampled_from(Level))
threats = st.builds(
    Threat, st.just("T00"), st.sampled_from(["N", "D", "C"]), st.none() | levels, st.just("")
)
share = st.floats(0, 1)
posteriors = st.builds(
    Posterior,
    mean=st.floats(-5, 5),
    low=st.floats(-9, -1),
    high=st.floats(1, 9),
    p_better=share,
    p_matters=st.none() | share,
    p_negligible=st.none() | share,
)


@given(any_features)
@settings(max_examples=150)
def test_taking_one_feature_off_the_record_never_raises_a_level(course):
    before = judge(course)
    for path, changed in off_record(course):
        after = judge(changed)
        assert after.package <= before.package, path
        assert after.drug <= before.drug, path


@given(levels, st.lists(threats, max_size=4), threats)
def test_a_further_threat_never_raises_a_level(start, found, further):
    before, after = combine(start, found), combine(start, [*found, further])

    assert after.package <= before.package
    assert after.drug <= before.drug


@given(any_features)
@settings(max_examples=50)
def test_a_claim_never_passes_the_ceiling_of_its_design(course):
    claim, most = judge(course), ceiling(course)

    assert claim.package <= max(most.package, Level.C2)  # C2: the dramatic rule
    assert claim.drug <= most.drug


@given(any_features, posteriors)
@settings(max_examples=50)
def test_a_verdict_lifts_no_level(course, posterior):
    with_verdict, without = judge(course, posterior), judge(course)

    assert with_verdict.drug == without.drug
    no_better = with_verdict.verdict and with_verdict.verdict.code in ("S=", "S-")
    if no_better and course.blinding.patient != "open":  # it tells nothing of the package
        assert with_verdict.package == min(without.package, Level.C1)
    else:
        assert with_verdict.package == without.package


@given(any_features)
@settings(max_examples=50)
def test_a_threat_fires_once_and_in_order(course):
    ids = [threat.id for threat in fired(course)]

    assert ids == sorted(set(ids))


@given(any_features, posteriors, st.sampled_from(["en", "de"]))
@settings(max_examples=60)
def test_no_sentence_below_c4_claims_a_cause(course, posterior, lang):
    claim = judge(course, posterior)
    said = [patient_text(claim, course, posterior, lang).text]
    said += clinician_lines(claim, course, posterior, lang)

    assert forbidden(" ".join(said), Level.C0, lang) == ()


@given(courses())
@settings(max_examples=25)
def test_every_outcome_of_every_course_can_be_judged(course):
    for outcome in observe(course):
        found = features_of(course, outcome)
        claim = judge(found)
        assert claim.verdict is None
        assert patient_text(claim, found, None, "de").text
