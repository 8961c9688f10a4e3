"""What the reader refuses, in its own words."""

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import read_instrument
from caseline.instruments.reader import read_definition

GOOD = """
schema  = 1
id      = "pain"
version = "2020.1"
title   = "Pain, twice"
recall_days = 7

[rights]
wording = "free"
note    = "Ours."

[[source]]
key  = "smith2020"
cite = "Smith 2020"

[answers.nrs]
min = 0
max = 10

[[item]]
id      = "worst"
answers = "nrs"

[[item]]
id      = "least"
answers = "nrs"

[[score]]
id      = "mean"
of      = ["worst", "least"]
divisor = 2
range   = [0, 10]
worse   = "higher"
main    = true
source  = "smith2020"
"""
BANDS = """
  [[score.bands]]
  id     = "smith2020"
  source = "smith2020"
  cuts   = [{ from = 0, label = "mild" }, { above = 5, label = "severe" }]
"""
ERROR = """
  [[score.error]]
  source      = "smith2020"
  reliability = 0.9
  kind        = "icc"
  sd          = 2
  sd_assumed  = true
"""
MARK = """
  [[score.mark]]
  id     = "smith2020"
  kind   = "mcid"
  at     = 2
  unit   = "points"
  label  = "smallest important change"
  source = "smith2020"
"""


def definition(tmp_path, text):
    path = tmp_path / "pain.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(tmp_path, text):
    with pytest.raises(InstrumentError) as refused:
        read_definition(definition(tmp_path, text))
    return str(refused.value)


def test_a_good_definition_is_read(tmp_path):
    pain = read_definition(definition(tmp_path, GOOD + BANDS + ERROR + MARK))

    assert pain.ref == "pain@2020.1"
    assert [item.id for item in pain.items] == ["worst", "least"]
    assert pain.rule("mean").bands[0].label(5) == "mild"
    assert pain.rule("mean").errors[0].sd == 2
    assert pain.rule("mean").marks[0].at == 2


def test_a_typed_in_total_moves_as_its_parts_and_the_divisor_let_it(tmp_path):
    pain = read_definition(definition(tmp_path, GOOD))

    assert pain.rule("mean").step == 0.5


def test_scales_may_be_listed_with_falling_values(tmp_path):
    text = GOOD.replace("min = 0\nmax = 10", "values = [10, 5, 0]")

    scale = read_definition(definition(tmp_path, text)).items[0].scale

    assert (scale.low, scale.high, scale.step) == (0, 10, 5)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "divisor = 2",
            "divisor = 3",
            "score 'mean' declares the range 0 to 10, but its 2 parts and the divisor 3 "
            "give 0 to 20/3",
        ),
        (
            'of      = ["worst", "least"]',
            'of      = ["worst"]',
            "score 'mean' declares the range 0 to 10, but its 1 part and the divisor 2 give 0 to 5",
        ),
        ("divisor = 2", "divisor = 0", "score 'mean' > divisor: must be more than 0"),
        (
            "divisor = 2\nrange   = [0, 10]",
            "divisor = 3\nrange   = [0, 10]\n",
            "score 'mean' declares the range 0 to 10, but its 2 parts and the divisor 3 "
            "give 0 to 20/3",
        ),
        (
            "min = 0\nmax = 10",
            "min = 0\nmax = 15",
            "score 'mean' declares the range 0 to 10, but its 2 parts and the divisor 2 "
            "give 0 to 15",
        ),
        (
            "range   = [0, 10]",
            "range   = [0]",
            "score 'mean' > range: must be two numbers, the lowest and the highest score",
        ),
        (
            "range   = [0, 10]",
            'range   = "0-10"',
            "score 'mean' > range: found a text, a list of numbers is needed",
        ),
        (
            "range   = [0, 10]",
            "range   = [0, true]",
            "score 'mean' > range 2: found true or false, a number is needed",
        ),
        (
            "range   = [0, 10]",
            "range   = [0, 1e999999999]",
            "score 'mean' > range 2: is too long, at most 15 digits are needed",
        ),
        (
            "max = 10\n",
            "max = 15\n\n",
            "score 'mean' declares the range 0 to 10, but its 2 parts and the divisor 2 "
            "give 0 to 15",
        ),
        (
            "divisor = 2\n",
            "divisor = 2\nstep = 3\n",
            "score 'mean' > step: must lead through the range in whole steps",
        ),
        (
            "divisor = 2\n",
            "divisor = 2\nstep = 0\n",
            "score 'mean' > step: must lead through the range in whole steps",
        ),
        (
            '["worst", "least"]',
            '["worst", "mean"]',
            "score 'mean' > of: 'mean' is neither an item nor a score above this one",
        ),
        ('["worst", "least"]', "[]", "score 'mean' > of: is empty, a score needs a part"),
        ('["worst", "least"]', '["worst", "worst"]', "score 'mean' has the part 'worst' twice"),
        (
            'source  = "smith2020"',
            'source  = "jones"',
            "score 'mean' > source: 'jones' is not the key of a [[source]] in this file",
        ),
        (
            'worse   = "higher"',
            'worse   = "hgiher"',
            "score 'mean' > worse: holds an unknown word, one of 'higher', 'lower' is needed",
        ),
        (
            "main    = true",
            "",
            "has no score with main = true, which reports and charts need",
        ),
        (
            "main    = true",
            "mian    = true",
            "score 'mean': unknown key 'mian', did you mean 'main'?",
        ),
        ('id      = "mean"', 'id      = "worst"', "has the id 'worst' twice"),
        ('id      = "least"', 'id      = "worst"', "has the item 'worst' twice"),
        (
            'id      = "least"',
            'id      = "Least pain"',
            "item 2 > id: must be lower-case letters, digits, '_' and '-', a letter first",
        ),
        (
            'version = "2020.1"',
            'version = "1.0.0"',
            "version: must be the source's year and our revision, as in 2009.1",
        ),
        ("schema  = 1", "schema  = 2", "is written in schema 2, this version of Caseline reads 1"),
        ("schema  = 1", "", "schema: is missing, a whole number from 1 to 1000000 is needed"),
        (
            'wording = "free"',
            'wording = "licensed"',
            "rights > licence: is missing, licensed wording needs the text of its licence",
        ),
        (
            'wording = "free"',
            'wording = "public"',
            "rights > wording: holds an unknown word, "
            "one of 'free', 'licensed', 'not-shipped' is needed",
        ),
        (
            "recall_days = 7",
            "recall_days = 7\nrecall_choices = [1, 7]",
            "has 'recall_days' and 'recall_choices', only one of them can be",
        ),
        (
            "recall_days = 7",
            "recall_choices = [1, 0.5]",
            "recall_choices: must be whole days of 1 or more",
        ),
        ("min = 0", "min = 10", "answers > nrs > min: must be less than 'max', which is 10"),
        (
            "max = 10",
            "max = 10\nstep = 3",
            "answers > nrs > step: must lead from 0 to 10 in whole steps",
        ),
        (
            "min = 0\nmax = 10",
            "values = [1, 1]",
            "answers > nrs > values: must be two or more different numbers",
        ),
        (
            "min = 0\nmax = 10",
            'values = [0, 10]\nloinc = ["LA6568-5"]',
            "answers > nrs > loinc: needs one code for each of the 2 values",
        ),
        (
            'answers = "nrs"',
            'answers = "vas"',
            "item 1 > answers: holds an unknown word, one of 'nrs' is needed",
        ),
        (
            '[[source]]\nkey  = "smith2020"\ncite = "Smith 2020"\n',
            '[[source]]\nkey  = "smith2020"\ncite = "Smith 2020"\n' * 2,
            "has the source 'smith2020' twice",
        ),
    ],
)
def test_it_refuses(tmp_path, old, new, sentence):
    assert old in GOOD
    assert refusal(tmp_path, GOOD.replace(old, new, 1)) == f"pain.toml: {sentence}"


def test_an_instrument_without_items_is_refused(tmp_path):
    text = GOOD[: GOOD.index("[[item]]")]

    assert refusal(tmp_path, text) == "pain.toml: has no [[item]], an instrument needs one"


def test_a_total_on_thirds_needs_a_step_to_be_typed_in(tmp_path):
    text = GOOD.replace("divisor = 2", "divisor = 3").replace("max = 10", "max = 15")

    assert refusal(tmp_path, text) == (
        "pain.toml: score 'mean' > step: is missing, a total that moves by 1/3 cannot be typed in"
    )


@pytest.mark.parametrize(
    ("extra", "old", "new", "sentence"),
    [
        (BANDS, "from = 0", "from = 1", "bands 1 > cuts: must start from 0, the lowest score"),
        (BANDS, "from = 0", "above = 0", "bands 1 > cuts: must start from 0, the lowest score"),
        (BANDS, "above = 5", "above = 0", "bands 1 > cuts: must rise from one to the next"),
        (
            BANDS,
            "above = 5",
            "above = 11",
            "bands 1 > cuts: must not begin above 10, the highest score",
        ),
        (
            BANDS,
            "above = 5",
            "from = 5, above = 5",
            "bands 1 > cuts 2: needs either 'from' (this value and more) or 'above'",
        ),
        (
            BANDS,
            'source = "smith2020"',
            'source = "jones"',
            "bands 1 > source: 'jones' is not the key of a [[source]] in this file",
        ),
        (
            ERROR,
            'reliability = 0.9\n  kind        = "icc"\n',
            "",
            "error 1: needs either a 'reliability' or the 'mdc95' itself",
        ),
        (ERROR, "0.9", "90", "error 1 > reliability: must lie between 0 and 1"),
        (
            ERROR,
            "sd          = 2\n",
            "",
            "error 1: needs a 'reliability' and an 'sd' together",
        ),
        (
            ERROR,
            "sd_assumed  = true\n",
            "",
            "error 1 > sd: needs either a 'sd_source' or 'sd_assumed = true'",
        ),
        (
            ERROR,
            "sd_assumed  = true",
            'sd_source = "jones"',
            "error 1 > sd_source: 'jones' is not the key of a [[source]] in this file",
        ),
        (
            ERROR,
            "sd          = 2",
            "sd          = 0",
            "error 1: needs an 'sd' or 'mdc95' of more than 0",
        ),
        (
            ERROR,
            'source      = "smith2020"\n',
            "",
            "error 1 > source: is missing, a text in quotes is needed",
        ),
        (
            MARK,
            "at     = 2",
            "at     = -2",
            "mark 1 > at: must be more than 0, in either direction",
        ),
        (
            MARK,
            'unit   = "points"',
            'unit   = "sd"',
            "mark 1 > unit: holds an unknown word, one of 'points', 'percent' is needed",
        ),
    ],
)
def test_it_refuses_within_a_score(tmp_path, extra, old, new, sentence):
    assert old in extra
    text = GOOD + extra.replace(old, new, 1)

    assert refusal(tmp_path, text) == f"pain.toml: score 'mean' > {sentence}"


@pytest.mark.parametrize(("extra", "what"), [(BANDS, "bands"), (MARK, "mark")])
def test_two_of_one_name_are_refused(tmp_path, extra, what):
    assert refusal(tmp_path, GOOD + extra + extra) == (
        f"pain.toml: score 'mean' has the {what} 'smith2020' twice"
    )


def test_a_missing_rule_names_its_source(tmp_path):
    rule = 'missing = { rule = "prorate", at_least = 1, source = "jones" }'

    assert refusal(tmp_path, GOOD + rule) == (
        "pain.toml: score 'mean' > missing > source: "
        "'jones' is not the key of a [[source]] in this file"
    )


def test_a_missing_rule_cannot_need_more_parts_than_there_are(tmp_path):
    rule = 'missing = { rule = "prorate", at_least = 3, source = "smith2020" }'

    assert refusal(tmp_path, GOOD + rule) == (
        "pain.toml: score 'mean' > missing > at_least: is out of range, "
        "a whole number from 1 to 2 is needed"
    )


def folder_of(tmp_path, name, text=GOOD):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "instrument.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_named_after_id_and_version(tmp_path):
    folder = folder_of(tmp_path, "pain@2020.2")

    with pytest.raises(InstrumentError) as refused:
        read_instrument(folder)

    assert str(refused.value) == (
        "pain@2020.2/instrument.toml: says it is pain@2020.1, but its folder is named 'pain@2020.2'"
    )


def test_wording_that_is_not_shipped_may_not_lie_beside_the_definition(tmp_path):
    folder = folder_of(tmp_path, "pain@2020.1", GOOD.replace('"free"', '"not-shipped"'))
    (folder / "de.toml").write_text("", encoding="utf-8")

    with pytest.raises(InstrumentError) as refused:
        read_instrument(folder)

    assert str(refused.value) == (
        "pain@2020.1/instrument.toml: its wording is not shipped, but de.toml lies beside it"
    )


def test_english_is_the_first_language(tmp_path):
    folder = folder_of(tmp_path, "pain@2020.1")
    for lang in ("de", "en", "cs"):
        (folder / f"{lang}.toml").write_text("", encoding="utf-8")

    assert read_instrument(folder).languages == ("en", "cs", "de")
