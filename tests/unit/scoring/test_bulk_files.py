"""Tables as files: read exactly, written whole or not at all."""

import polars as pl
import pytest

from caseline.errors import OutputError, TableError
from caseline.scoring.bulk_files import check_target, read_table, write_table

FRAME = pl.DataFrame({"id": ["007", None], "pain": [7.5, None]})


def refusal(path):
    with pytest.raises(TableError) as caught:
        read_table(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["t.parquet", "t.PARQUET"])
def test_a_parquet_table_comes_back_as_it_was(tmp_path, name):
    write_table(FRAME, tmp_path / name)

    assert read_table(tmp_path / name).equals(FRAME)


def test_a_csv_table_is_read_as_texts_so_that_nothing_is_rounded_or_dropped(tmp_path):
    write_table(FRAME, tmp_path / "t.csv")

    assert read_table(tmp_path / "t.csv").to_dicts() == [
        {"id": "007", "pain": "7.5"},
        {"id": None, "pain": None},
    ]


def test_a_byte_order_mark_is_not_part_of_a_name(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbfpain\n7\n")

    assert read_table(tmp_path / "t.csv").columns == ["pain"]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "t.csv") == (
        "t.csv: there is no such file, a table in CSV in UTF-8 is needed"
    )


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "t.parquet").mkdir()

    assert refusal(tmp_path / "t.parquet") == "t.parquet: is a folder, a table in Parquet is needed"


def test_a_table_of_another_kind_is_refused_by_its_name(tmp_path):
    sentence = "t.xlsx: a table's name must end in .parquet or .csv"

    assert refusal(tmp_path / "t.xlsx") == sentence
    with pytest.raises(OutputError, match="must end in"):
        write_table(FRAME, tmp_path / "t.xlsx")
    with pytest.raises(OutputError, match="must end in"):
        check_target(tmp_path / "t.xlsx", tmp_path / "t.csv")


def test_a_torn_parquet_file_is_refused(tmp_path):
    path = tmp_path / "t.parquet"
    write_table(FRAME, path)
    path.write_bytes(path.read_bytes()[:-20])

    assert refusal(path) == "t.parquet: is broken or not Parquet"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\xff", b"pain\n\xff\n", b"pain\n1,2\n", b'pain\n"1\n'],
)
def test_what_is_no_csv_is_refused(tmp_path, content):
    (tmp_path / "t.csv").write_bytes(content)

    assert refusal(tmp_path / "t.csv") == "t.csv: is broken or not CSV in UTF-8"


@pytest.mark.parametrize("content", [b"", b"\n", b"\n1,2\n", b"\xef\xbb\xbf"])
def test_a_table_without_a_header_is_refused(tmp_path, content):
    (tmp_path / "t.csv").write_bytes(content)

    assert refusal(tmp_path / "t.csv") == (
        "t.csv: has no header, the names of its columns are needed in its first line"
    )


@pytest.mark.parametrize(
    ("content", "called"),
    [
        ("pain;sleep\n1;2\n", "semicolons"),
        ("pain;sleep\n1,5;2,5\n", "semicolons"),
        ("pain\tsleep\n1\t2\n", "tabs"),
    ],
)
def test_cells_that_are_not_set_apart_by_commas_are_refused_by_what_is_there(
    tmp_path, content, called
):
    (tmp_path / "t.csv").write_text(content)

    assert refusal(tmp_path / "t.csv") == (
        f"t.csv: has {called} between its cells, commas are needed there, and points in its numbers"
    )


def test_two_columns_of_one_name_are_refused(tmp_path):
    (tmp_path / "t.csv").write_text("pain,sleep,pain\n1,2,3\n")

    assert refusal(tmp_path / "t.csv") == "t.csv: the column 'pain' is there twice"


def test_a_file_that_the_system_does_not_give_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "t.parquet"
    write_table(FRAME, path)

    def forbidden(_path, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pl, "read_parquet", forbidden)

    assert refusal(path) == "t.parquet: cannot be read: Permission denied"


def test_the_table_that_is_read_is_never_written_over(tmp_path):
    path = tmp_path / "t.csv"
    write_table(FRAME, path)
    (tmp_path / "link.csv").symlink_to(path)

    with pytest.raises(OutputError) as caught:
        check_target(tmp_path / "link.csv", path)

    assert str(caught.value) == "link.csv: is the table that is read, another name is needed"


def test_a_folder_that_is_not_there_is_named_before_any_work(tmp_path):
    with pytest.raises(OutputError) as caught:
        check_target(tmp_path / "none" / "t.csv", tmp_path / "in.csv")

    assert str(caught.value) == (f"t.csv: there is no folder '{tmp_path / 'none'}' to write it to")


def test_a_target_that_is_not_there_yet_is_fine(tmp_path):
    check_target(tmp_path / "t.csv", tmp_path / "in.csv")


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "t.csv"
    write_table(FRAME, path)
    before = path.read_bytes()

    with pytest.raises(OutputError) as caught:
        write_table(pl.DataFrame({"nested": [[1]]}), path)

    assert str(caught.value) == (
        f"{path}: cannot be written: a column is of a kind that it cannot hold"
    )
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_reason_of_the_system_is_passed_on(tmp_path):
    with pytest.raises(OutputError) as caught:
        write_table(FRAME, tmp_path / "none" / "t.parquet")

    assert str(caught.value) == (
        f"{tmp_path / 'none' / 't.parquet'}: cannot be written: No such file or directory"
    )


def test_an_interrupt_while_writing_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(_frame, path):
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.DataFrame, "write_parquet", interrupted)

    with pytest.raises(KeyboardInterrupt):
        write_table(FRAME, tmp_path / "t.parquet")

    assert list(tmp_path.iterdir()) == []
