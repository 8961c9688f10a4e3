"""What pages show of a course: a chart that fits, its days in words, others' files as shipped."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytestmark = pytest.mark.extra

ROOT = Path(__file__).parents[3]
VENDOR = ROOT / "src/caseline_web/static/vendor"
COURSES = ("moser-2025", "synthetic-diary", "synthetic-trial")


@pytest.fixture
def kept(clinic, account):
    """`kept("moser-2025")` is that example as a course of the clinic."""
    from uuid import uuid4

    from caseline.course.read import read_course
    from caseline_web.courses.entries import Submission
    from caseline_web.courses.from_file import parts_of
    from caseline_web.courses.store import new_course, save

    def course(name):
        made = new_course(clinic, account("patient"), "test", name)
        parts = parts_of(read_course(ROOT / f"examples/{name}.toml"))
        save(made, Submission(uuid4(), datetime.now(UTC), "web", parts), account("clinician"))
        return made

    return course


def height(figure):
    return float(re.search(r'height="([\d.]+)"', figure.svg)[1])


@pytest.mark.parametrize("name", COURSES)
def test_the_chart_has_as_many_outcomes_as_one_screen_has_room_for(name, kept):
    from caseline_web.results.picture import ONE_SCREEN, chart_of

    course = kept(name)
    short, whole = chart_of(course, "en", "wide", ONE_SCREEN), chart_of(course, "en", "wide")
    assert height(short) <= ONE_SCREEN
    assert height(short) < height(whole) or short.svg == whole.svg


def test_the_leading_outcome_stays_however_little_room_there_is(kept):
    from caseline_web.results.picture import chart_of

    assert "Average pain" in chart_of(kept("synthetic-diary"), "en", "wide", 10).svg


def test_a_side_effect_from_our_list_is_called_by_its_german_name(kept):
    from caseline_web.results.answer import answer_of
    from caseline_web.results.picture import chart_of

    course = kept("synthetic-diary")
    assert "vivid dreams" in chart_of(course, "en", "narrow").svg
    assert "lebhafte Träume" in chart_of(course, "de", "narrow").svg
    assert "lebhafte Träume" in answer_of(course, "de").told.side_effects


def test_what_else_happened_is_called_by_its_german_name_where_it_could_have_fooled_us(
    kept, account
):
    from uuid import uuid4

    from caseline_web.courses.entries import Part, Submission
    from caseline_web.courses.store import save
    from caseline_web.results.answer import answer_of

    course = kept("synthetic-diary")
    ill = Part("life_event", {"what": "infection: with a cough", "on": "2025-02-11"})
    save(course, Submission(uuid4(), datetime.now(UTC), "web", (ill,)), account("patient"))
    assert "ein Infekt: with a cough" in " ".join(answer_of(course, "de").plain.fooled)


def test_a_course_is_analysed_once_whatever_is_drawn_or_said_of_it(kept, monkeypatch):
    from caseline.reports import rated
    from caseline_web.results.answer import judged
    from caseline_web.results.picture import ONE_SCREEN, chart_of

    analysed = []
    analyse = rated.analyse
    monkeypatch.setattr(rated, "analyse", lambda one: analysed.append(one) or analyse(one))
    course = kept("synthetic-trial")
    english, german = judged(course, "en"), judged(course, "de")
    chart_of(course, "en", "wide", ONE_SCREEN)
    assert len(analysed) == 1
    assert english.rated.found.analysis is german.rated.found.analysis
    assert english.rated.package != german.rated.package


def test_the_chart_shows_what_the_model_sees_behind_the_values(kept):
    from caseline_web.results.picture import ONE_SCREEN, chart_of

    course = kept("synthetic-diary")
    for lang, said in (("en", "Blue line in its band"), ("de", "Blaue Linie in ihrem Band")):
        assert said in chart_of(course, lang, "wide", ONE_SCREEN).svg


@pytest.mark.parametrize("name", COURSES)
def test_the_specification_holds_nothing_that_an_interpreter_does_not_know(name, kept):
    from caseline_web.courses.exact import dumps
    from caseline_web.results.picture import chart_of, vega_of

    chart = chart_of(kept(name), "en", "wide")
    text = dumps(vega_of(chart))
    assert "datetime(" not in text
    assert '"background":"#ffffff"' in text
    assert '"background":"#14181d"' in dumps(vega_of(chart, dark=True))


def test_a_day_tells_readings_dose_and_what_had_just_begun(application):
    from caseline.course.read import read_course
    from caseline_web.results.days import days_of

    days = days_of(read_course(ROOT / "examples/synthetic-trial.toml"), "en")
    told = [one.text for one in days if "vivid dreams" in one.text]
    assert told[0] == "17 March 2025: Average pain 5; Worst pain 7; 4.5 mg; vivid dreams"
    assert len(told) <= 8
    assert [one.at for one in days] == sorted(one.at for one in days)


def test_a_value_with_two_readings_is_told_with_both(application):
    from caseline.course.read import read_course
    from caseline_web.results.days import days_of

    days = days_of(read_course(ROOT / "examples/moser-2025.toml"), "de")
    assert "(FIQR) um 35 gesunken (35–65) oder auf 35" in days[-1].text


def test_the_files_of_others_are_as_they_were_shipped():
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="ascii").split("\n")
    named = dict(reversed(line.split()) for line in lines if line)
    there = {one.name for one in VENDOR.glob("*.js")}
    assert there <= set(named)
    for name, digest in named.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
