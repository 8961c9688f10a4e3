"""The files of a report: whole, self-contained, or not there."""

import re

import pytest

from caseline.errors import OutputError
from caseline.reports import write_report
from caseline.reports.html import html
from tests.unit.reports.conftest import NAMES

pytestmark = pytest.mark.extra

MOST_HTML = 400_000  # bytes


def test_it_writes_page_print_data_and_figures(report, tmp_path):
    written = write_report(report("moser-2025"), tmp_path / "out")

    names = {path.relative_to(tmp_path / "out").as_posix() for path in written}
    assert {"report.html", "report.pdf", "report.json", "figures/course-chart.svg"} <= names
    assert {path for path in (tmp_path / "out").rglob("*") if path.is_file()} == set(written)


def test_each_figure_brings_its_paper_and_its_fonts(report, tmp_path):
    figures = [one for one in write_report(report("moser-2025"), tmp_path) if one.suffix == ".svg"]

    assert len(figures) > 3
    for one in figures:
        drawn = one.read_text(encoding="utf-8")
        assert drawn.count("@font-face") == 3, one.name
        assert '<rect width="100%" height="100%"' in drawn, one.name


def test_the_case_has_its_three_figures(report):
    assert [figure.id for figure in report("moser-2025").figures] == [
        "body-map",
        "pain-and-impact",
        "symptoms-and-mood",
    ]


def test_a_second_report_replaces_the_first(report, tmp_path):
    write_report(report("moser-2025", "de"), tmp_path)
    write_report(report("moser-2025"), tmp_path)

    assert '<html lang="en">' in (tmp_path / "report.html").read_text()


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(report, tmp_path):
    (tmp_path / "file").write_text("")

    for folder, fault in (("file", "File exists"), ("file/out", "Not a directory")):
        with pytest.raises(OutputError) as refused:
            write_report(report("moser-2025"), tmp_path / folder)
        assert str(refused.value) == (
            f"{tmp_path / folder}: cannot be written ({fault}), a folder with room is needed"
        )


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing_outside_itself(report, name, lang):
    page = html(report(name, lang))

    assert re.findall(r'(?:src|href)="(?!#|data:)', page) == []
    assert re.findall(r"url\((?!\"data:)", page) == []
    assert "<script" not in page
    assert len(page.encode()) <= MOST_HTML


@pytest.mark.parametrize("name", NAMES)
def test_ids_stand_once(report, name):
    ids = re.findall(r'\bid="([^"]+)"', html(report(name)))

    assert len(ids) == len(set(ids))


def test_a_text_of_the_course_cannot_become_markup(course):
    from dataclasses import replace

    from caseline.reports import make_report

    evil = replace(course("moser-2025"), title="<script>alert(1)</script>")

    assert "<script>" not in html(make_report(evil))


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_is_tagged_in_its_language_and_declares_pdf_ua(
    report, tmp_path, read_pdf, name, lang
):
    write_report(report(name, lang), tmp_path)
    document = read_pdf(tmp_path / "report.pdf")

    assert (document.marked, document.ua_part) == (True, "1")
    assert str(document.language).startswith(lang)
    assert document.title == report(name, lang).course.title
    assert document.unembedded == ()
    assert all(document.alternatives)
    assert {"H1", "H2", "Table", "TH", "Figure", "L"} <= set(document.tags)


def test_the_first_printed_page_holds_answer_side_effects_and_what_is_missing(
    report, tmp_path, read_pdf
):
    write_report(report("moser-2025"), tmp_path)
    first = " ".join(read_pdf(tmp_path / "report.pdf").pages[0].split())

    for text in ("Average pain went from 70 to 30", "Side effects", "Not on record", "start date"):
        assert text in first


def test_equal_courses_give_equal_files(course, tmp_path):
    from caseline.reports import make_report

    one, other = (write_report(make_report(course("moser-2025")), tmp_path / n) for n in "ab")

    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]


def test_a_folder_in_the_place_of_a_file_is_refused_before_anything_appears(report, tmp_path):
    (tmp_path / "report.pdf").mkdir()

    with pytest.raises(OutputError, match=r"report\.pdf: is a folder"):
        write_report(report("moser-2025"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_character_that_the_font_lacks_is_one_sentence(course, tmp_path):
    from dataclasses import replace

    from caseline.reports import make_report

    made = make_report(replace(course("moser-2025"), title="経過"))

    with pytest.raises(OutputError, match="a character that the shipped font lacks"):
        write_report(made, tmp_path / "out")
    assert not (tmp_path / "out").exists()
