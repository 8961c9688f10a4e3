"""What a course file may not hold, and the sentence that says so."""

from pathlib import Path

import pytest

from caseline.course import read_course
from caseline.errors import CourseError
from tests.courses import BEGIN, SHORT, TREATMENT, UNDATED, VISIT, answered, dosed, refusal, total

HEAD = BEGIN + TREATMENT + UNDATED
PHQ4 = answered("2025-01-06", "phq4", nervous=2, worry=1, interest=2, down=2)
CHANGED = total(
    "2025-01-06", "phq4.total", "[{ text = 'a', value = 7 }, { text = 'b', change = -1 }]"
).replace("value = [", "readings = [", 1)
AFTER = VISIT.replace("2025-01-06", "2025-02-06")
INSTRUMENTS = (
    "one of 'bpi-sf', 'eq-5d-5l', 'fiq', 'fiqr', 'fsq', 'fss', 'gad7', 'isi', 'pain-nrs', "
    "'pain-nrs-100', 'pcs', 'pgic', 'phq4', 'phq9', 'promis-t', 'psqi', 'sss-2010' is needed"
)
REGIONS = (
    "one of jaw_l, shoulder_l, upperarm_l, lowerarm_l, jaw_r, shoulder_r, upperarm_r, "
    "lowerarm_r, hip_l, upperleg_l, lowerleg_l, hip_r, upperleg_r, lowerleg_r, neck, "
    "upperback, lowerback, chest, abdomen is needed"
)
A_DATE = 'a day (2023-02-14), a month ("2023-02") or a year ("2023") is needed'


def top(line):
    """The short course with one more line."""
    return line + "\n" + SHORT


def with_plan(line):
    return SHORT + f"[plan]\n{line}\n"


def with_condition(visit, word):
    return visit.replace("totals", f'condition = "{word}"\ntotals')


def drawn(regions):
    return HEAD + f"[[visits]]\non = 2025-01-06\ndrawing = {{ {regions} }}\n"


REFUSED = {
    "an unknown key": (
        top("sideeffects = 'none'"),
        "unknown key 'sideeffects', did you mean 'side_effects'?",
    ),
    "an unknown key far inside": (
        SHORT.replace("score =", "scores ="),
        "visits 1 > totals 1 > score: is missing, a text in quotes is needed",
    ),
    "an unknown key in a visit": (
        SHORT.replace("on = 2025", "pain = 8\non = 2025"),
        "visits 1: unknown key 'pain', known: condition, drawing, from, language, mode, on, "
        "responses, to, totals",
    ),
    "a wrong type": (
        SHORT.replace('"A short course"', "1"),
        "title: found a number, a text in quotes is needed",
    ),
    "a table where a list is needed": (
        top("[side_effects]\nwhat = 'rash'").replace("schema", "[x]\nschema"),
        "schema: is missing, a course begins with 'schema = 1'",
    ),
    "side effects that are no tables": (
        top("side_effects = ['rash']"),
        "side_effects 1: found a text, a table is needed",
    ),
    "a word that is none": (
        SHORT.replace("prospective", "forward"),
        "provenance: holds an unknown word, one of 'prospective', 'retrospective', "
        "'published summary' is needed",
    ),
    "no visit": (HEAD, "visits: is missing, at least one visit is needed"),
    "no dose": (
        BEGIN + TREATMENT + VISIT,
        "treatment > doses: is missing, at least one dose is needed",
    ),
    "an empty visit": (
        HEAD + "[[visits]]\non = 2025-01-06\n",
        "visits 1: holds no answers, totals or drawing, at least one is needed",
    ),
    "an answer off its scale": (
        HEAD + PHQ4.replace("worry = 1", "worry = 4"),
        "visits 1 > responses 1: phq4@2009.1: the answer to 'worry' is off its scale, which runs "
        "from 0 to 3 in steps of 1",
    ),
    "an answer between two steps": (
        HEAD + PHQ4.replace("worry = 1", "worry = 1.5"),
        "visits 1 > responses 1: phq4@2009.1: the answer to 'worry' is off its scale, which runs "
        "from 0 to 3 in steps of 1",
    ),
    "an answer in words": (
        HEAD + PHQ4.replace("worry = 1", "worry = 'often'"),
        "visits 1 > responses 1 > answers > worry: found a text, a number is needed",
    ),
    "an answer that is true": (
        HEAD + PHQ4.replace("worry = 1", "worry = true"),
        "visits 1 > responses 1 > answers > worry: found true or false, a number is needed",
    ),
    "an answer that is not finite": (
        HEAD + PHQ4.replace("worry = 1", "worry = nan"),
        "visits 1 > responses 1 > answers > worry: is not finite, a number is needed",
    ),
    "an unknown item": (
        HEAD + PHQ4.replace("worry", "worries"),
        "visits 1 > responses 1: phq4@2009.1 has no item 'worries'",
    ),
    "days asked about that the instrument does not know": (
        HEAD + PHQ4.replace("answers", "recall_days = 7, answers"),
        "visits 1 > responses 1: phq4@2009.1: the days asked about are fixed by the instrument "
        "and cannot be given",
    ),
    "a total off its scale": (
        SHORT.replace("value = 7", "value = 13"),
        "visits 1 > totals 1 > value: is not on the scale, a number from 0 to 12, or a text such "
        'as ">0" or "0 to 12", is needed',
    ),
    "a total between two steps": (
        SHORT.replace("value = 7", "value = 7.5"),
        "visits 1 > totals 1 > value: is off the scale of the total, which runs from 0 to 12 in "
        "steps of 1",
    ),
    "a total in words": (
        SHORT.replace("value = 7", 'value = "about 7"'),
        "visits 1 > totals 1 > value: is not on the scale, a number from 0 to 12, or a text such "
        'as ">0" or "0 to 12", is needed',
    ),
    "a total that is a list": (
        SHORT.replace("value = 7", "value = [7]"),
        "visits 1 > totals 1 > value: found a list, a number from 0 to 12, or a text such as "
        '">0" or "0 to 12" is needed',
    ),
    "an unknown score": (
        SHORT.replace('score = "total"', 'score = "sum"'),
        "visits 1 > totals 1 > score: phq4@2009.1 has no such score, one of 'anxiety', "
        "'depression', 'total' is needed",
    ),
    "an unknown instrument": (
        SHORT.replace('"phq4"', '"phq5"'),
        f"visits 1 > totals 1 > instrument: is no instrument, {INSTRUMENTS}",
    ),
    "a change as large as no scale": (
        HEAD
        + total(
            "2025-01-06", "phq4.total", "[{ text = 'a', change = -13 }, { text = 'b', value = 1 }]"
        ).replace("value = [", "readings = [", 1),
        "visits 1 > totals 1 > readings 1 > change: is not on the scale, a number from -12 to 12, "
        'or a text such as ">-12" or "-12 to 12", is needed',
    ),
    "a reading without a value": (
        HEAD
        + total("2025-01-06", "phq4.total", "[{ text = 'a' }, { text = 'b', value = 1 }]").replace(
            "value = [", "readings = [", 1
        ),
        "visits 1 > totals 1 > readings 1: holds both or neither of 'value' and 'change', "
        "one is needed",
    ),
    "one reading": (
        HEAD
        + total("2025-01-06", "phq4.total", "[{ text = 'a', value = 1 }]").replace(
            "value = [", "readings = [", 1
        ),
        "visits 1 > totals 1 > readings: holds fewer than two, one reading is a 'value'",
    ),
    "a value beside readings": (
        SHORT.replace("value = 7", "value = 7, readings = []"),
        "visits 1 > totals 1 > value: stands beside 'readings', one or the other is needed",
    ),
    "a day that is none": (
        SHORT.replace("on = 2025-01-06", 'on = "2023-02-30"'),
        f"visits 1 > on: is no date of the calendar, {A_DATE}",
    ),
    "a month that is none": (
        SHORT.replace("on = 2025-01-06", 'on = "2023-13"'),
        f"visits 1 > on: is no date of the calendar, {A_DATE}",
    ),
    "a day that is none, without quotes": (
        SHORT.replace("on = 2025-01-06", "on = 2023-02-30"),
        "at line 11, column 6: is no date of the calendar, one such as 2023-02-14 is needed",
    ),
    "a time of day": (
        SHORT.replace("on = 2025-01-06", "on = 2025-01-06T10:00:00"),
        f"visits 1 > on: found a time of day, {A_DATE}",
    ),
    "a visit without a date": (
        SHORT.replace("on = 2025-01-06\n", ""),
        f"visits 1 > from: is missing, {A_DATE}",
    ),
    "a visit with two dates": (
        SHORT.replace("on = 2025-01-06\n", "on = 2025-01-06\nto = 2025-01-07\n"),
        "visits 1 > on: stands beside 'from' or 'to', one date or a span is needed",
    ),
    "a span that ends before it begins": (
        SHORT.replace("on = 2025-01-06", 'from = "2025-02"\nto = "2025-01"'),
        "visits 1 > to: is before 'from', a later date is needed",
    ),
    "visits out of order": (
        HEAD + AFTER + VISIT,
        "visits 2: begins before the visit above it, dates in order are needed",
    ),
    "doses out of order": (
        dosed(("2025-02-01", 3), ("2025-01-01", 1)) + VISIT,
        "treatment > doses 2 > from: is not after the dose above it, dates in order are needed",
    ),
    "two doses of one month": (
        dosed(("2025-01", 3), ("2025-01-15", 1)) + VISIT,
        "treatment > doses 2 > from: is not after the dose above it, dates in order are needed",
    ),
    "a dose without a date among several": (
        dosed(("2025-02-01", 3), ("not on record", 1)) + VISIT,
        "treatment > doses: lack a date although there are several, each needs its 'from'",
    ),
    "a dose that is two": (
        SHORT.replace("amount = 4.5", 'amount = "3 to 4.5"'),
        "treatment > doses 1 > amount: found a text, one number from 0 to 1000000 is needed",
    ),
    "a dose below 0": (
        SHORT.replace("amount = 4.5", "amount = -4.5"),
        "treatment > doses 1 > amount: is out of range, one number from 0 to 1000000 is needed",
    ),
    "a dose that is not on record": (
        SHORT.replace("amount = 4.5", 'amount = "not on record"'),
        "treatment > doses 1 > amount: found 'not on record', one number from 0 to 1000000 is "
        "needed",
    ),
    "a dose that is true": (
        SHORT.replace("amount = 4.5", "amount = true"),
        "treatment > doses 1 > amount: found true or false, one number from 0 to 1000000 is needed",
    ),
    "a dose of too many digits": (
        SHORT.replace("amount = 4.5", "amount = 1e-999999999"),
        "treatment > doses 1 > amount: is too long, at most 15 digits are needed",
    ),
    "an active placebo": (
        SHORT.replace("amount = 4.5", "amount = 4.5, placebo = true"),
        "treatment > doses 1: is a placebo with an amount, 0 is needed",
    ),
    "a side effect that ends before its onset": (
        top("side_effects = [{ what = 'rash', onset = 2025-02-02, ended = 2025-02-01 }]"),
        "side_effects 1 > ended: is before its beginning, a later date is needed",
    ),
    "a co-treatment that ends before it begins": (
        top("co_treatments = [{ name = 'a', from = '2025', to = '2024' }]"),
        "co_treatments 1 > to: is before its beginning, a later date is needed",
    ),
    "an earlier treatment that ends before it begins": (
        top("earlier_treatments = [{ name = 'a', from = '2025', to = '2024' }]"),
        "earlier_treatments 1 > to: is before its beginning, a later date is needed",
    ),
    "two answers to one item": (
        HEAD
        + PHQ4.replace(
            "responses = [", "responses = [{ instrument = 'phq4', answers = { worry = 1 } }, "
        ),
        "visits 1: phq4@2009.1: an answer to 'worry' is given twice, once is right",
    ),
    "two answers to one item under two names of an instrument": (
        HEAD
        + PHQ4.replace(
            "responses = [",
            "responses = [{ instrument = 'phq4@2009.1', answers = { worry = 1 } }, ",
        ),
        "visits 1: phq4@2009.1: an answer to 'worry' is given twice, once is right",
    ),
    "two answers to one item in one table": (
        HEAD + PHQ4.replace("worry = 1", "worry = 1, worry = 2"),
        "at line 12, column 82: gives a key a second time, once is right",
    ),
    "a region that is drawn and answered": (
        drawn('marked = ["neck"]')
        + "responses = [{ instrument = 'fsq', answers = { neck = 1 } }]\n",
        "visits 1: fsq@2016.1: an answer to 'neck' is given twice, once is right",
    ),
    "a region with and without pain": (
        drawn('marked = ["neck"], unmarked = ["chest", "neck"]'),
        "visits 1 > drawing: names the region 'neck' twice, once is right",
    ),
    "an unknown region": (
        drawn('marked = ["neck", "nape"]'),
        f"visits 1 > drawing > marked 2: is no region, {REGIONS}",
    ),
    "two totals for one score": (
        SHORT.replace(
            "totals = [", "totals = [{ instrument = 'phq4', score = 'total', value = 6 }, "
        ),
        "visits 1: phq4@2009.1: a total for 'total' is given twice, once is right",
    ),
    "a total beside its parts": (
        HEAD + PHQ4 + "totals = [{ instrument = 'phq4', score = 'total', value = 7 }]\n",
        "visits 1: phq4@2009.1: the total 'total' is entered beside its own parts; give one or "
        "the other",
    ),
    "a total that is an interval beside its parts": (
        HEAD + PHQ4 + "totals = [{ instrument = 'phq4', score = 'total', value = '>6' }]\n",
        "visits 1: phq4@2009.1: the total 'total' is entered beside its own parts; give one or "
        "the other",
    ),
    "a total beside the total of a part": (
        SHORT.replace(
            "totals = [", "totals = [{ instrument = 'phq4', score = 'anxiety', value = 6 }, "
        ),
        "visits 1: phq4@2009.1: the total 'total' is entered beside its own parts; give one or "
        "the other",
    ),
    "two conditions at once": (
        HEAD + with_condition(VISIT, "before treatment") + with_condition(VISIT, "on treatment"),
        "visits 2: shares days with an earlier visit under another condition: the phases overlap",
    ),
    "a change at a visit before the first dose": (
        dosed(("2025-01-20", 3)) + CHANGED,
        "visits 1 > totals 1 > readings 2 > change: is a change since the baseline at a visit "
        "before treatment, a 'value' is needed",
    ),
    "a change at a visit that its source places before treatment": (
        HEAD + with_condition(CHANGED, "before treatment"),
        "visits 1 > totals 1 > readings 2 > change: is a change since the baseline at a visit "
        "before treatment, a 'value' is needed",
    ),
    "before treatment after the first dose": (
        dosed(("2025-01-20", 3)) + with_condition(AFTER, "before treatment"),
        "visits 1 > condition: is 'before treatment' on a day after the first dose: "
        "the phases overlap",
    ),
    "on treatment before the first dose": (
        dosed(("2025-01-20", 3)) + with_condition(VISIT, "on treatment"),
        "visits 1 > condition: is 'on treatment' on a day before the first dose: "
        "the phases overlap",
    ),
    "a condition that the doses do not give": (
        dosed(("2025-01-20", 3)) + with_condition(AFTER, "off treatment"),
        "visits 1 > condition: is another one than the doses give to its days, theirs or none is "
        "needed",
    ),
    "a template that is not filled in": (
        SHORT.replace("amount = 4.5", 'amount = "…"'),
        "treatment > doses 1 > amount: is not filled in yet, what is known in place of '…' is "
        "needed",
    ),
    "a threshold outside the scale": (
        with_plan("threshold = { outcome = 'pain-nrs.average', points = 11 }"),
        "plan > threshold > points: is out of range, one number from 0 to 10 is needed",
    ),
    "a threshold of 0": (
        with_plan("threshold = { outcome = 'pain-nrs.average', points = 0 }"),
        "plan > threshold > points: is 0, a number above it is needed",
    ),
    "a threshold that is an interval": (
        with_plan("threshold = { outcome = 'pain-nrs.average', points = '1 to 2' }"),
        "plan > threshold > points: found a text, one number from 0 to 10 is needed",
    ),
    "a primary outcome of no instrument": (
        with_plan("primary_outcome = { outcome = 'pain.average' }"),
        f"plan > primary_outcome > outcome: is no instrument, {INSTRUMENTS}",
    ),
    "looks without days": (
        with_plan("looks = { fixed_on = 2025-01-01 }"),
        "plan > looks > days: is missing, a list of dates is needed",
    ),
    "a look on no day": (
        with_plan("looks = { days = [2025-01-01, 'soon'] }"),
        f"plan > looks > days 2: is no date of the calendar, {A_DATE}",
    ),
    "a quote without a source": (
        SHORT.replace('"fibromyalgia" }', '"fibromyalgia", quote = { text = "severe" } }'),
        "diagnosis > quote > source: is missing, a text in quotes is needed",
    ),
    "a quote from a source that is not there": (
        SHORT.replace("value = 7", "value = 7, quote = { text = 'a', source = 'b' }"),
        "visits 1 > totals 1 > quote > source: is not among the sources, "
        "a key of [[sources]] is needed",
    ),
    "an earlier treatment quoted from nowhere": (
        top("earlier_treatments = [{ name = 'a', quote = { text = 'a', source = 'b' } }]"),
        "earlier_treatments 1 > quote > source: is not among the sources, "
        "a key of [[sources]] is needed",
    ),
    "a newer schema": (
        SHORT.replace("schema = 1", "schema = 2"),
        "schema: is newer than this version of Caseline, which reads up to 1: "
        "a newer Caseline is needed",
    ),
    "no schema": ("", "schema: is missing, a course begins with 'schema = 1'"),
    "an instrument": (
        "schema = 1\nid = 'phq4'\n[[item]]\nid = 'worry'\n",
        "is an instrument, a course is needed",
    ),
    "JSON": ('{"schema": 1}', "at line 1, column 1: is not TOML, a TOML file is needed"),
    "HTML": ("<html>", "at line 1, column 1: is not TOML, a TOML file is needed"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_reader_refuses(what):
    text, said = REFUSED[what]

    assert refusal(text) == f"course.toml: {said}"


def refused_file(tmp_path, content):
    path = tmp_path / "course.toml"
    path.write_bytes(content)
    with pytest.raises(CourseError) as caught:
        read_course(path)
    assert caught.value.exit_code == 13
    return str(caught.value)


def test_a_pdf_is_refused(tmp_path):
    assert refused_file(tmp_path, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") == (
        "course.toml: byte 11 is not UTF-8, a TOML file in UTF-8 is needed"
    )


def test_a_spreadsheet_is_refused(tmp_path):
    assert refused_file(tmp_path, b"PK\x03\x04\x14\x00\x06\x00") == (
        "course.toml: at line 1, column 3: is not TOML, a TOML file is needed"
    )


def test_latin_1_is_refused(tmp_path):
    assert refused_file(tmp_path, SHORT.replace("short", "kürz").encode("latin-1")) == (
        "course.toml: byte 49 is not UTF-8, a TOML file in UTF-8 is needed"
    )


def test_a_course_over_10_mb_is_refused_before_it_is_parsed(tmp_path):
    assert refused_file(tmp_path, SHORT.encode() + b"#" * 10_000_000) == (
        "course.toml: is larger than 10 MB, which no course or instrument is"
    )


def test_a_missing_course_is_refused(tmp_path):
    with pytest.raises(CourseError) as caught:
        read_course(tmp_path / "course.toml")

    assert str(caught.value) == "course.toml: there is no such file, a TOML file is needed"


def test_every_shipped_course_is_read():
    shipped = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))

    assert [read_course(path).pseudonym for path in shipped] == [
        "moser-2025",
        "synthetic-diary",
        "synthetic-trial",
    ]
