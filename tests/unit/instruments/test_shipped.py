"""What holds for every shipped definition: digests, rights, sources, codes, published errors."""

import hashlib
import math

import pytest

from caseline.instruments import instrument, instruments, wording
from caseline.instruments.catalogue import DATA
from caseline.instruments.check import check_instrument_file

CLOSED = {"fiq", "bpi-sf", "psqi", "isi", "pcs", "fss", "eq-5d-5l", "promis-t"}
SHIPPED = pytest.mark.parametrize("one", instruments(), ids=lambda one: one.id)


@SHIPPED
def test_a_released_definition_does_not_change(one):
    lines = (DATA / "RELEASED.sha256").read_text(encoding="utf-8").splitlines()
    released = dict(reversed(line.split("  ")) for line in lines)
    file = f"{one.ref}/instrument.toml"

    assert hashlib.sha256((DATA / file).read_bytes()).hexdigest() == released[file]


@SHIPPED
def test_definition_wording_and_cases_keep_every_rule(one):
    assert check_instrument_file(DATA / one.ref / "instrument.toml") == one


@SHIPPED
def test_an_instrument_file_is_short_enough_to_read(one):
    lines = (DATA / one.ref / "instrument.toml").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 250


def test_closed_instruments_come_without_a_word_of_their_items():
    assert {one.id for one in instruments() if one.rights.wording == "not-shipped"} == CLOSED
    for one in instruments():
        if one.id in CLOSED:
            assert one.languages == ()
            assert all(item.id.startswith("entered_") for item in one.items)


def test_closed_instruments_have_one_item_for_each_total():
    for one_id in CLOSED:
        one = instrument(one_id)
        assert [rule.of for rule in one.scores] == [(item.id,) for item in one.items]


def test_free_wording_is_there_in_english_and_german():
    for one in instruments():
        if one.rights.wording == "free":
            assert {wording(one, lang).lang for lang in ("en", "de")} == {"en", "de"}


def test_no_wording_of_the_fiqr_is_shipped_as_long_as_its_symptom_items_are_unread():
    assert instrument("fiqr").languages == ()


@SHIPPED
def test_every_source_is_named_by_something(one):
    named = {rule.source for rule in one.scores}
    for rule in one.scores:
        named |= {rule.missing_source, *(bands.source for bands in rule.bands)}
        named |= {source for error in rule.errors for source in (error.source, error.sd_source)}
        named |= {mark.source for mark in rule.marks}
    for source in one.sources:
        assert source.key in named or source.key in " ".join(one.notes)


@SHIPPED
def test_a_source_can_be_looked_up(one):
    assert all(source.doi or source.url or ";" in source.cite for source in one.sources)


def luhn(digits):
    """The check digit of a LOINC code (mod 10)."""
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits))]
    return -sum(d // 10 + d % 10 for d in doubled) % 10


@SHIPPED
def test_loinc_codes_have_the_right_check_digit(one):
    codes = [item.loinc for item in one.items if item.loinc]
    codes += [rule.loinc for rule in one.scores if rule.loinc]
    codes += [code for name, code in one.codes.items() if name in ("loinc_panel", "loinc_pain")]
    for code in codes:
        digits, check = code.split("-")
        assert luhn(digits) == int(check), code


@SHIPPED
def test_answer_codes_are_those_of_the_answer_list_of_the_phq(one):
    for item in one.items:
        if item.scale.loinc:
            assert item.scale.loinc == ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
            assert one.codes["loinc_answers"] == "LL358-3"


def mdc95(error):
    """The smallest detectable change that a published or assumed reliability gives."""
    if error.mdc95 is not None:
        return float(error.mdc95)
    return 1.96 * math.sqrt(2) * float(error.sd) * math.sqrt(1 - error.reliability)


@pytest.mark.parametrize(
    ("instrument_id", "score_id", "expected"),
    [
        ("fiqr", "total", [31.4, 25.6, 18.1]),
        ("phq4", "total", [2.3, 3.3, 3.9]),
        ("fsq", "wpi", [4.4]),
        ("fsq", "sss", [2.0, 2.5, 3.2]),
        ("fsq", "severity", [6.2, 7.6]),
        ("pain-nrs", "average", [1.6, 2.8]),
        ("pain-nrs-100", "average", [16.0, 28.0]),
    ],
)
def test_the_measurement_error_is_as_worked_out_by_hand(instrument_id, score_id, expected):
    errors = instrument(instrument_id).rule(score_id).errors

    assert [round(mdc95(error), 1) for error in errors] == expected


def test_a_reliability_that_nobody_published_is_marked_as_assumed():
    fiqr, phq4 = instrument("fiqr").rule("total"), instrument("phq4").rule("total")

    assert [e.reliability_assumed for e in fiqr.errors] == [False, True, True]
    assert [e.reliability_assumed for e in phq4.errors] == [False, False, True]


def test_the_0_to_100_scale_is_the_0_to_10_scale_times_ten():
    for ten, hundred in zip(
        instrument("pain-nrs").scores, instrument("pain-nrs-100").scores, strict=True
    ):
        assert [10 * e.mdc95 for e in ten.errors] == [e.mdc95 for e in hundred.errors]
        assert [m.at * (10 if m.unit == "points" else 1) for m in ten.marks] == [
            m.at for m in hundred.marks
        ]


def test_only_where_less_is_worse_it_says_so():
    lower = {
        (one.id, rule.id) for one in instruments() for rule in one.scores if rule.worse == "lower"
    }

    assert lower == {
        ("eq-5d-5l", "index"), ("eq-5d-5l", "vas"), ("promis-t", "physical_function"),
    }  # fmt: skip


def test_thoughts_of_self_harm_are_the_one_safety_flag():
    flagged = {
        (one.id, item.id): item.safety for one in instruments() for item in one.items if item.safety
    }

    assert {key: (flag.id, flag.at) for key, flag in flagged.items()} == {
        ("phq9", "selfharm"): ("phq9-item-9", 1)
    }
