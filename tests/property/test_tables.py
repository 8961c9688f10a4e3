"""Laws of diaries: any table is read or refused, and a statement left out raises no level."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.claims import Numbers, features_of_diary, judge
from caseline.effects.diary import STATEMENTS
from caseline.effects.table import diary_of
from caseline.errors import TableError

NAMES = {"date": "date", "value": "mood", "condition": "given", "baseline": 0, "worse": "higher"}
SECRET = "lost my job"

cells = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.booleans(),
    st.text(max_size=4),
    st.dates(),
    st.datetimes(),
    st.just(SECRET),
)


def tables(of):
    """A table of a few rows with cells of one kind or another."""
    return st.integers(0, 6).flatmap(
        lambda n: st.fixed_dictionaries(
            {name: st.lists(of[name], min_size=n, max_size=n) for name in of}
        )
    )


@given(tables({"date": cells, "mood": cells, "given": cells, "pair": cells}), st.booleans())
@settings(max_examples=200)
def test_any_table_is_read_or_refused_without_what_the_patient_wrote(table, randomised):
    try:
        found = diary_of(table, **NAMES, block="pair", randomised=randomised)
    except TableError as refused:
        assert SECRET not in str(refused)
    else:
        assert len(found.dates) == len(table["date"])


@st.composite
def diaries(draw):
    """The options of a diary with a row a day, and its values and conditions."""
    n = draw(st.integers(2, 16))
    first = draw(st.sampled_from([date(2025, 3, 1), datetime(2025, 9, 28, 20)]))  # noqa: DTZ001
    on = draw(st.lists(st.integers(0, 1), min_size=n, max_size=n).filter(lambda one: 0 in one))
    rows = {
        "date": [first + timedelta(days=place) for place in range(n)],
        "mood": draw(st.lists(st.integers(1, 9) | st.none(), min_size=n, max_size=n)),
        "given": on,
        "guess": draw(st.lists(st.integers(0, 1) | st.none(), min_size=n, max_size=n)),
    }
    blinded = draw(st.lists(st.sampled_from(["patient", "clinician", "rater"]), unique=True))
    options = {"range": (0, 10), "blinded": blinded, "guess": "guess"}
    if draw(st.booleans()):
        options |= {"randomised": True, "unit": draw(st.sampled_from(["day", "period"]))}
    return rows, {**NAMES, **options, "mcid": draw(st.sampled_from([None, 1]))}


@given(diaries(), st.sets(st.sampled_from(STATEMENTS)), st.sampled_from(STATEMENTS))
@settings(max_examples=150)
def test_a_statement_that_is_left_out_never_raises_a_level(diary, stated, word):
    rows, options = diary
    with_it, without = (
        judge(features_of_diary(diary_of(rows, **options, stated=words), Numbers()))
        for words in (stated | {word}, stated - {word})
    )

    assert without.package <= with_it.package
    assert without.drug <= with_it.drug
