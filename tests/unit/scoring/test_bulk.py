"""Tables of responses: what is refused, and what stands in the result."""

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from caseline.errors import InstrumentError, TableError
from caseline.instruments import instrument
from caseline.instruments.model import AnswerScale, Instrument, Item, Ownership, ScoreRule
from caseline.scoring import Response, score
from caseline.scoring.bulk import ROWS_AT_ONCE, score_table

PHQ4 = instrument("phq4")
FIQR = instrument("fiqr")
FSQ = instrument("fsq")

ROW = {"nervous": 3, "worry": 1, "interest": 2, "down": 1}


def made(low, high, step, divisor=1, values=(), **rule):
    """An instrument of two items, a and b, and one score."""
    scale = AnswerScale("s", Fraction(low), Fraction(high), Fraction(step), values)
    one = ScoreRule(
        "sum",
        ("a", "b"),
        Fraction(divisor),
        2 * scale.low / divisor,
        2 * scale.high / divisor,
        scale.step,
        "higher",
        "source",
        **{"at_least": 2, "main": True} | rule,
    )
    items = (Item("a", scale), Item("b", scale))
    return Instrument("made", "1", "Made", Ownership("free", ""), (), items, (one,))


def phq4(**columns):
    return pl.DataFrame({name: [value] for name, value in ROW.items()} | columns, strict=False)


def refusal(frame, of=PHQ4):
    with pytest.raises(TableError) as caught:
        score_table(frame, of, name="answers.csv")
    return str(caught.value)


# ── what comes out ───────────────────────────────────────────────────────────────────────────
def test_the_result_has_the_columns_of_the_table_and_two_for_each_score():
    scored = score_table(phq4(patient=["p1"]), PHQ4)

    assert scored.columns == [
        *ROW, "patient",
        "anxiety", "anxiety.absent", "depression", "depression.absent", "total", "total.absent",
    ]  # fmt: skip
    assert scored.row(0, named=True)["total"] == 7.0
    assert scored.schema["total"] == pl.Float64
    assert scored.schema["total.absent"] == pl.String


def test_a_missing_answer_gives_the_reason_and_no_number():
    scored = score_table(phq4(worry=[None]), PHQ4).row(0, named=True)

    assert scored["anxiety"] is None
    assert scored["anxiety.absent"] == "1 of 2 parts is unanswered"
    assert scored["depression"] == 3.0
    assert scored["depression.absent"] is None
    assert scored["total.absent"] == "1 of 2 parts is unanswered"


def test_a_float_is_the_one_nearest_to_the_exact_score():
    # 143/3 is 47.666666666666664; times a rounded 1/600 it would be 47.66666666666667.
    answers = dict.fromkeys((item.id for item in FIQR.items), 0)
    answers |= {"hair": 8, "walk": 5, "goals": 10, "overwhelmed": 10, "pain": 10, "energy": 10}
    answers |= {"stiffness": 10, "sleep": 10, "depression": 6, "memory": 0.0, "floors": 1}
    exact = score(Response(FIQR, answers))["total"].value

    scored = score_table(pl.DataFrame([answers]), FIQR)

    assert exact == Fraction(143, 3) + 0
    assert scored["total"].item() == 47.666666666666664


def test_one_function_answer_less_is_weighted_nine_eighths():
    answers = dict.fromkeys((item.id for item in FIQR.items), 8) | {"stairs": None}

    scored = score_table(pl.DataFrame([answers]), FIQR)

    assert scored["function"].item() == 24.0
    assert scored["total"].item() == 80.0


def test_a_score_with_bounds_shows_them_where_it_is_absent():
    sites = {item.id: 0 for item in FSQ.items}
    frame = pl.DataFrame([sites | {"neck": None}, sites | {"neck": 1}])

    scored = score_table(frame, FSQ)

    assert scored["wpi"].to_list() == [None, 1.0]
    assert scored["wpi.low"].to_list() == [0.0, None]
    assert scored["wpi.high"].to_list() == [1.0, None]
    assert scored["severity.high"].to_list() == [1.0, None]


def test_totals_that_were_typed_in_stand_instead_of_their_items():
    scored = score_table(pl.DataFrame({"id": ["a", "b"], "wpi": [17, None], "sss": [9, 4]}), FSQ)

    assert scored.columns[0] == "id"
    assert scored["wpi"].to_list() == [17.0, None]
    assert scored["wpi.absent"].to_list() == [None, "19 of 19 parts are unanswered"]
    assert scored["severity"].to_list() == [26.0, None]
    assert scored["severity.low"].to_list() == [None, 4.0]
    assert scored["severity.high"].to_list() == [None, 23.0]


@pytest.mark.parametrize(
    "kind", [pl.Int8, pl.UInt8, pl.Int64, pl.UInt64, pl.Float32, pl.Float64, pl.Decimal(5, 1)]
)
def test_numbers_of_any_kind_are_read(kind):
    frame = phq4().cast(kind)

    assert score_table(frame, PHQ4)["total"].item() == 7.0


def test_texts_are_read_as_the_numbers_they_spell_and_blanks_as_unanswered():
    frame = pl.DataFrame(
        {
            "nervous": ["3", "3.0", ""],
            "worry": [" 1", "+1", "1"],
            "interest": ["2", "2.", "2"],
            "down": ["1", "1e0", None],
        }
    )

    scored = score_table(frame, PHQ4)

    assert scored["total"].to_list() == [7.0, 7.0, None]
    assert scored["nervous"].to_list() == ["3", "3.0", ""]


def test_categories_are_read_as_texts():
    frame = phq4().cast(pl.String).cast(pl.Categorical)

    assert score_table(frame, PHQ4)["total"].item() == 7.0


def test_a_column_without_any_answer_may_have_no_kind():
    scored = score_table(phq4(worry=pl.Series([None])), PHQ4)

    assert scored["total.absent"].item() == "1 of 2 parts is unanswered"


def test_an_empty_table_gives_an_empty_table_with_all_columns():
    scored = score_table(phq4().clear(), PHQ4)

    assert scored.height == 0
    assert scored.schema["total"] == pl.Float64


def test_a_scale_with_gaps_takes_its_own_numbers_only():
    of = made(0, 3, 1, values=(Fraction(0), Fraction(1), Fraction(3)))

    assert score_table(pl.DataFrame({"a": [3], "b": [1]}), of)["sum"].item() == 4.0
    assert "data row 1, column 'a'" in refusal(pl.DataFrame({"a": [2], "b": [1]}), of)


def test_a_scale_wider_than_the_column_can_count_is_no_obstacle():
    of = made(-1, 1000, 1)

    frame = pl.DataFrame({"a": [200], "b": [55]}, schema={"a": pl.UInt8, "b": pl.UInt8})

    assert score_table(frame, of)["sum"].item() == 255.0


def test_steps_below_one_are_exact():
    of = made(0, 10, Fraction(1, 10), divisor=3)

    scored = score_table(pl.DataFrame({"a": [0.1], "b": [0.2]}), of)

    assert scored["sum"].item() == 0.1


def test_rows_beyond_the_first_slice_are_scored_and_counted():
    calls = []
    frame = pl.concat([phq4()] * (ROWS_AT_ONCE + 1))

    scored = score_table(frame, PHQ4, progress=lambda *counts: calls.append(counts))

    assert scored["total"].n_unique() == 1
    assert scored.height == ROWS_AT_ONCE + 1
    assert calls == [(ROWS_AT_ONCE, ROWS_AT_ONCE + 1), (ROWS_AT_ONCE + 1, ROWS_AT_ONCE + 1)]


# ── what is refused ──────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("kind", "off"),
    [(pl.Int8, 4), (pl.Int64, -1), (pl.UInt64, 2**63), (pl.Float64, 1.5), (pl.Float64, 4.0),
     (pl.String, "4"), (pl.String, "1e99")],
)  # fmt: skip
def test_an_answer_off_its_scale_is_refused_with_its_row_and_never_shown(kind, off):
    frame = pl.concat([phq4(worry=pl.Series([value], dtype=kind)) for value in (None, off, off)])

    assert refusal(frame) == (
        "answers.csv: data row 2, column 'worry': the answer is off its scale, "
        "which runs from 0 to 3 in steps of 1"
    )


@pytest.mark.parametrize(
    ("one", "none"),
    [("1", "x"), ("1", "true"), ("1", "1e999999999"), ("1", "NaN"), ("1", "1_0"),
     (1.0, float("nan")), (1.0, float("inf"))],
)  # fmt: skip
def test_what_is_no_number_is_told_apart_from_what_is_off_its_scale(one, none):
    assert refusal(pl.concat([phq4(worry=[one]), phq4(worry=[none])])) == (
        "answers.csv: data row 2, column 'worry': the answer is no number, "
        "its scale runs from 0 to 3 in steps of 1"
    )


def test_the_row_of_a_refused_answer_counts_from_the_first_of_the_table():
    rows = [phq4()] * ROWS_AT_ONCE

    message = refusal(pl.concat([*rows, phq4(down=[9])]))

    assert message.startswith(f"answers.csv: data row {ROWS_AT_ONCE + 1}, column 'down'")


@pytest.mark.parametrize(
    ("column", "held"),
    [
        (pl.Series([True]), "true or false"),
        (pl.Series(["2025-01-01"]).str.to_date(), "no numbers"),
        (pl.Series([[1]]), "no numbers"),
    ],
)
def test_a_column_that_holds_no_numbers_is_refused(column, held):
    assert refusal(phq4(worry=column)) == (
        f"answers.csv: column 'worry' holds {held}, numbers are needed"
    )


def test_a_missing_column_is_refused():
    assert refusal(phq4().drop("worry")) == (
        "answers.csv: there is no column 'worry', phq4@2009.1 needs one for each of its 4 items, "
        "or for a total instead of its items"
    )


@pytest.mark.parametrize("name", ["total", "anxiety", "total.absent", "anxiety.low"])
def test_a_column_that_is_passed_through_may_not_be_named_like_a_result(name):
    assert refusal(phq4(**{name: [0]})) == (
        f"answers.csv: the column '{name}' is named like a result of phq4@2009.1, "
        f"another name is needed"
    )


def test_a_total_off_its_range_is_refused():
    message = refusal(pl.DataFrame({"wpi": [20], "sss": [9]}), FSQ)

    assert message.startswith("answers.csv: data row 1, column 'wpi': the answer is off its scale")


def test_a_total_beside_one_of_its_parts_is_refused():
    frame = pl.DataFrame({"severity": [26], "wpi": [17], "sss": [9]})

    assert "the column 'severity' is named like a result of fsq@2016.1" in refusal(frame, FSQ)


def test_a_score_whose_numbers_a_float_cannot_hold_is_not_scored_in_a_table():
    fine = made(0, 10**9, Fraction(1, 10**9))

    with pytest.raises(InstrumentError) as caught:
        score_table(pl.DataFrame({"a": [1], "b": [1]}), fine)

    assert str(caught.value) == (
        "made@1: the score 'sum' is too fine for a table, score its responses one by one"
    )


def test_a_coarser_total_does_not_make_the_score_coarser():
    of = made(0, 10, Fraction(1, 2))
    rule = replace(of.scores[0], step=Fraction(1))

    scored = score_table(pl.DataFrame({"a": [0.5], "b": [1.0]}), replace(of, scores=(rule,)))

    assert scored["sum"].item() == 1.5
