"""The keys of files: what the readers ask for, against what the pages list."""

import json
import re

import pytest

from caseline.course.read import course_in
from caseline.document import Table, document_in
from caseline.errors import CourseError
from caseline.instruments import instruments
from caseline.instruments.cases import read_cases
from caseline.instruments.catalogue import DATA
from caseline.instruments.names import read_names
from caseline.instruments.reader import DEFINITION, read_definition
from caseline.instruments.wording import read_wording
from caseline.paindrawing.file import drawing_from
from caseline.paindrawing.model import REGION_IDS
from tests.courses import BEGIN, TREATMENT, UNDATED, answered, course_from
from tests.docs.pages import blocks, first_cells, read, sections
from tests.docs.runs import Walkthrough

COURSE = "docs/reference/course-file.md"
INSTRUMENT = "docs/reference/instrument-file.md"
DRAWING = "docs/reference/pain-drawing.md"
DRAWING_TEXT = "drawing"  # what an error calls a drawing that is no file
REPORT = "docs/how-to/read-the-report-from-a-program.md"
KIND = {("", "item"), ("", "score")}  # a course has none: asked for to tell an instrument
IDS = {  # tables whose keys are somebody's ids
    *("visits.responses.answers", "answers", "codes", "items", "ends"),
    *(f"case.{name}" for name in ("totals", "expect", "absent", "bands", "low", "high")),
}
IN_SHORT = {("case.answers", "every"), ("case.answers", "except")}


@pytest.fixture
def asked(monkeypatch):
    """The (table, key) pairs that readers ask for while a test reads files."""
    instruments()  # reads those that ship, once: what a course asks for is then its own
    found = set()

    def noting(ask):
        def asks(self, key):
            if self.file != DRAWING_TEXT:  # what a course holds of a drawing has its own page
                found.add((table_of(self.place), key))
            return ask(self, key)

        return asks

    monkeypatch.setattr(Table, "raw", noting(Table.raw))
    monkeypatch.setattr(Table, "has", noting(Table.has))
    return found


def test_every_key_of_the_course_file_is_documented(asked):
    text = next(block.text for block in blocks(read(COURSE)) if block.title == "every-key.toml")

    course_in(document_in(text, "every-key.toml", CourseError))

    assert listed(COURSE, top="At the top") == keys(asked) - KIND


def test_the_template_names_every_key_of_the_course_file():
    template = read("src/caseline/course/template.toml")
    keys = {key for _, key in listed(COURSE, top="At the top")}

    assert {key for key in keys if not re.search(rf"\b{key}\b", template)} == set()


def test_every_key_of_the_definition_of_an_instrument_is_documented(asked):
    for one in instruments():
        read_definition(DATA / one.ref / DEFINITION)

    assert listed(INSTRUMENT, top="The definition", until="Names") == keys(asked)


def test_every_key_of_a_file_of_names_is_documented(asked):
    for one in instruments():
        read_names(DATA / one.ref, one)

    found = {key for table, key in keys(asked) if table.startswith("NAMES")}
    assert {key for _, key in listed(INSTRUMENT, top="Names", until="Words")} == found


def test_every_key_of_a_language_file_is_documented(asked):
    for one in instruments():
        for lang in one.languages:
            read_wording(DATA / one.ref / f"{lang}.toml", one)

    assert listed(INSTRUMENT, top="Words", until="Worked cases") == keys(asked)


def test_every_key_of_worked_cases_is_documented(asked):
    for one in instruments():
        read_cases(DATA / one.ref)

    found = {one for one in keys(asked) if one[0] != "case.answers" or one in IN_SHORT}
    assert listed(INSTRUMENT, top="Worked cases") == found


def test_every_key_of_the_drawing_is_documented(asked):
    stroke = {"points": [[1, 1]], "width": 6, "filled": True, "intensity": 1, "pressure": [1]}
    view = {"drawn": True, "strokes": [stroke, {"points": [[1, 1]], "eraser": True}]}
    views = {"front": view, "back": view}
    top = {"schema": 1, "body": "male", "views": views, "confirmed": [], "intensities": {}}
    drawing_from(top, "d.json")

    found = {key for _, key in listed(DRAWING, top="At the top", until="What is refused")}
    assert found == {key for _, key in asked} - set(views) - set(REGION_IDS)


@pytest.mark.extra
def test_every_key_of_the_report_is_documented_and_no_other(tmp_path):
    Walkthrough(tmp_path).run("caseline report examples/moser-2025.toml -o out")
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    report["analysis"] = "the keys of another page"
    there = set(paths(report)) | {path for path in paths(flagged()) if path.startswith("safety")}

    assert set(first_cells(read(REPORT))) - outcome_ids(report) == there


def flagged():
    """The report of a course that raises a safety flag, which the published case does not."""
    from caseline.reports import make_report
    from caseline.reports.as_json import as_json

    asked = answered("2025-01-06", "phq9", selfharm=1)
    return as_json(make_report(course_from(BEGIN + TREATMENT + UNDATED + asked)))


def outcome_ids(report):
    return {one["id"] for one in report["outcomes"]}


def paths(value, path=""):
    """The path of each number, text or span in a report, as the page writes it."""
    if isinstance(value, list):
        for one in value:
            yield from paths(one, f"{path}[]")
    elif isinstance(value, dict) and set(value) != {"low", "high"}:
        kind = {"criteria": "ID", "responder": "VERSION"}.get(path)
        for key, one in value.items():
            yield from paths(one, f"{path}.{kind or key}".removeprefix("."))
    elif not path.endswith("[].wpi"):
        yield path


def table_of(place):
    """A place in a file as the pages call its table: "visits 1 > totals 2" is visits.totals."""
    parts = [re.sub(r" .*", "", part) for part in place.split(" > ")]
    table = ".".join(parts)
    table = re.sub(r"^(?:en|de)\..+", "NAMES", table)
    table = re.sub(r"^(answers|ends)\..+", r"\1.NAME", table)
    table = re.sub(r"^consent\..+", "consent.treatment", table)
    return re.sub(r"^(?:.+\.quote|quotes)$", "quote", table)


def keys(asked):
    """The pairs without the ids of tables and the numbers of lists."""
    numbered = re.compile(r"(?:^|.* )\d+")
    return {(t, key) for t, key in asked if t not in IDS and not numbered.fullmatch(key)}


def listed(page, *, top, until=None):
    """The pairs in the tables of a page, from one heading to another; `top` has no name."""
    found, heads = set(), list(sections(read(page)).items())
    names = [head for head, _ in heads]
    end = names.index(until) if until else len(heads)
    for head, body in heads[names.index(top) : end]:
        table = "" if head == top else head.strip("[]")
        found |= {(table, key) for key in first_cells(body)}
    return found
