"""`caseline score`: one response from JSON, or a table."""

import json
from pathlib import Path

import polars as pl
import pytest

PHQ4 = {"nervous": 3, "worry": 1, "interest": 2, "down": 0}


def as_json(found):
    return json.dumps(found).encode()


# ── one response ─────────────────────────────────────────────────────────────────────────────
def test_scores_are_printed_with_each_author_s_word(run):
    code, out, err = run("score", "phq4", "-", stdin=as_json(PHQ4))

    assert (code, err) == (0, "")
    assert out == (
        "anxiety\t4\tpositive (screen, kroenke2009)\n"
        "depression\t2\tnegative (screen, kroenke2009)\n"
        "total\t6\tmoderate (kroenke2009)\n"
    )


def test_a_reason_stands_where_there_is_no_score(run):
    _, out, _ = run("score", "phq4", "-", stdin=as_json(PHQ4 | {"down": None}))

    assert "depression\t1 of 2 parts is unanswered\n" in out
    assert out.endswith("total\t1 of 2 parts is unanswered\n")


def test_bounds_stand_beside_the_reason(run):
    _, out, _ = run("score", "fsq", "-", stdin=as_json({"totals": {"wpi": 17}}))

    assert out.startswith("wpi\t17\nsss\t6 of 6 parts are unanswered\n")
    assert "severity\t1 of 2 parts is unanswered\t17 to 29\n" in out


def test_a_prorated_score_says_so(run, tmp_path):
    path = tmp_path / "response.json"
    items = ["walk", "meal", "floors", "groceries", "stairs", "sheets", "sit", "shop"]
    path.write_text(json.dumps(dict.fromkeys(items, 8)))

    _, out, _ = run("score", "fiqr", path)

    assert out.startswith("function\t24\tprorated\n")


def test_a_safety_flag_goes_to_the_person_and_to_the_program(run):
    answers = dict.fromkeys(item_ids("phq9"), 0) | {item_ids("phq9")[8]: 1}

    _, out, err = run("score", "phq9", "-", stdin=as_json(answers))
    _, program, _ = run("score", "phq9", "-", "--json", stdin=as_json(answers))

    assert out.startswith("total\t1\t")
    assert err.startswith("caseline: safety flag '")
    assert err.endswith("': somebody must see to this answer\n")
    assert err.split("'")[1] in json.loads(program)["safety"]


def item_ids(instrument_id):
    from caseline.instruments import instrument

    return [item.id for item in instrument(instrument_id).items]


def test_json_holds_each_score_with_its_bands(run):
    code, out, _ = run("score", "phq4", "-", "--json", stdin=as_json(PHQ4 | {"worry": None}))

    found = json.loads(out)
    assert code == 0
    assert found["instrument"] == "phq4@2009.1"
    assert found["safety"] == []
    assert found["scores"]["depression"] == {
        "value": 2.0, "absent": None, "low": None, "high": None,
        "prorated": False, "entered": False,
        "bands": [{"id": "screen", "source": "kroenke2009", "label": "negative"}],
    }  # fmt: skip
    assert found["scores"]["total"]["absent"] == "1 of 2 parts is unanswered"
    assert found["scores"]["total"]["bands"][0]["label"] is None


def test_totals_answers_and_the_days_asked_about_may_be_given_apart(run):
    whole = {"answers": {"worst_pain": 9}, "totals": {"average": 7}, "recall_days": 7}

    code, out, _ = run("score", "pain-nrs", "-", stdin=as_json(whole))

    assert code == 0
    assert [line.split("\t")[:2] for line in out.splitlines()][:2] == [
        ["worst", "9"],
        ["average", "7"],
    ]


def test_decimals_are_read_exactly(run):
    code, out, _ = run("score", "fiqr", "-", stdin=b'{"totals": {"total": 70.10}}')

    assert code == 0
    assert "total\t70.1\t" in out


@pytest.mark.parametrize(
    ("stdin", "sentence"),
    [
        (b'{"worry": 1, "worry": 2}', "there are two answers to 'worry', one is needed"),
        (b'{"worry": NaN}', "NaN is no answer, a number or null is needed"),
        (b'{"worry": -Infinity}', "-Infinity is no answer, a number or null is needed"),
        (b"[1, 2]", "a JSON object of item id to number is needed"),
        (b'{"worry": 1', "is not JSON at line 1, column 12"),
        (b"", "is not JSON at line 1, column 1"),
        (b'{"worry": "\xff"}', "byte 12 is not UTF-8"),
        (b"[" * 100_000, "is not JSON that a response can be read from"),
        (b'{"worry": ' + b"9" * 5000 + b"}", "is not JSON that a response can be read from"),
        (b" " * 1_000_001, "is larger than 1 MB, which no response is"),
        (b'{"wory": 1}', "phq4@2009.1 has no item 'wory'"),
        (b'{"answers": {}, "total": {}}',
         "unknown key 'total', one of 'answers', 'totals', 'recall_days' is needed"),
        (b'{"answers": 3}', "'answers' and 'totals' must be objects of id to number"),
        (b'{"answers": {}, "recall_days": true}', "'recall_days' must be a whole number of days"),
    ],
)  # fmt: skip
def test_what_is_no_response_is_one_sentence(run, stdin, sentence):
    assert run("score", "phq4", "-", stdin=stdin) == (
        12, "", f"caseline: standard input: {sentence}\n",
    )  # fmt: skip


@pytest.mark.parametrize("answer", ["4", "-1", "1.5", "1e999999999", "1e-999999999"])
def test_an_answer_off_its_scale_is_refused_and_never_shown(run, answer):
    code, out, err = run("score", "phq4", "-", stdin=b'{"worry": %s}' % answer.encode())

    assert (code, out) == (12, "")
    assert err == (
        "caseline: standard input: phq4@2009.1: the answer to 'worry' is off its scale, "
        "which runs from 0 to 3 in steps of 1\n"
    )


@pytest.mark.parametrize(
    ("answer", "found"),
    [("true", "true or false"), ('"1"', "a text"), ("[1]", "a list"), ("{}", "a table")],
)
def test_an_answer_that_is_no_number_is_told_apart_from_one_off_its_scale(run, answer, found):
    code, out, err = run("score", "phq4", "-", stdin=b'{"worry": %s}' % answer.encode())

    assert (code, out) == (12, "")
    assert err == (
        f"caseline: standard input: phq4@2009.1: the answer to 'worry': found {found}, a number "
        "is needed; its scale runs from 0 to 3 in steps of 1\n"
    )


@pytest.mark.parametrize("name", ["answers.csv", "ANSWERS.Parquet"])
def test_a_table_without_a_place_for_its_scores_is_not_taken_for_a_response(run, name):
    assert run("score", "phq4", f"there/{name}") == (
        12, "", f"caseline: {name}: is a table, -o OUT is needed to write its scores\n",
    )  # fmt: skip


def test_the_endings_of_tables_are_those_that_can_be_read():
    from caseline.cli.answers import TABLES
    from caseline.scoring.bulk_files import KINDS

    assert set(TABLES) == set(KINDS)


def test_a_response_in_the_place_of_a_table_is_told_how_it_is_scored(run, tmp_path):
    assert run("score", "phq4", "response.json", "-o", tmp_path / "scores.csv") == (
        16, "",
        "caseline: response.json: is one response, which is scored without -o; "
        "a table's name ends in .parquet or .csv\n",
    )  # fmt: skip


def test_a_file_that_is_not_there_is_one_sentence(run):
    assert run("score", "phq4", "none/response.json") == (
        12, "", "caseline: response.json: cannot be read: No such file or directory\n",
    )  # fmt: skip


# ── a table ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_goes_in_and_a_table_comes_out(run, tmp_path, kind):
    source, target = tmp_path / f"answers.{kind}", tmp_path / "scores.parquet"
    frame = pl.DataFrame({"patient": ["p1", "p2"]} | {item: [a, a] for item, a in PHQ4.items()})
    frame.write_csv(source) if kind == "csv" else frame.write_parquet(source)

    code, out, err = run("score", "phq4", source, "-o", target)

    assert (code, err) == (0, "")
    assert out == f"2 responses scored, written to {target}\n"
    scored = pl.read_parquet(target)
    assert scored["patient"].to_list() == ["p1", "p2"]
    assert scored["total"].to_list() == [6.0, 6.0]
    assert scored["total.absent"].to_list() == [None, None]


def test_a_csv_table_of_scores_can_be_read_by_everyone(run, tmp_path):
    source, target = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_text("nervous,worry,interest,down\n3,1,2,0\n3,,2,0\n")

    run("score", "phq4", source, "-o", target)

    assert target.read_text() == (
        "nervous,worry,interest,down,anxiety,anxiety.absent,depression,depression.absent,"
        "total,total.absent\n"
        "3,1,2,0,4.0,,2.0,,6.0,\n"
        "3,,2,0,,1 of 2 parts is unanswered,2.0,,,1 of 2 parts is unanswered\n"
    )


def test_one_response_is_one(run, tmp_path):
    source, target = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_text("nervous,worry,interest,down\n3,1,2,0\n")

    _, out, _ = run("score", "phq4", source, "-o", target)

    assert out == f"1 response scored, written to {target}\n"


def test_a_program_is_told_how_many_were_scored(run, tmp_path):
    source, target = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_text("nervous,worry,interest,down\n3,1,2,0\n")

    _, out, _ = run("score", "phq4", source, "-o", target, "--json")

    assert json.loads(out) == {"responses": 1, "written": str(target)}


def test_a_refused_table_writes_nothing(run, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("nervous,worry,interest,down\n3,1,2,0\n3,1,7,0\n")

    code, out, err = run("score", "phq4", source, "-o", tmp_path / "scores.csv")

    assert (code, out) == (16, "")
    assert err == (
        "caseline: answers.csv: data row 2, column 'interest': the answer is off its scale, "
        "which runs from 0 to 3 in steps of 1\n"
    )
    assert list(tmp_path.iterdir()) == [source]


def test_a_target_that_cannot_be_is_refused_before_the_table_is_read(run, tmp_path):
    code, _, err = run("score", "phq4", tmp_path / "none.csv", "-o", tmp_path / "scores.txt")

    assert code == 17
    assert err == "caseline: scores.txt: a table's name must end in .parquet or .csv\n"
    assert list(Path(tmp_path).iterdir()) == []
