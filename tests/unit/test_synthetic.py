import runpy
from pathlib import Path

import pytest

from caseline.course import design, observe, phases
from caseline.course.phases import condition_of
from caseline.record import NOT_ON_RECORD
from caseline.synthetic import example_files, synthetic_diary, synthetic_trial

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["synthetic-diary.toml", "synthetic-trial.toml"])
def test_an_example_is_what_its_header_says_made_it(name):
    text = (EXAMPLES / name).read_text(encoding="utf-8")

    assert text == example_files()[name]
    assert text.startswith("# A synthetic course: nobody lived through this")
    assert len(text.encode()) < 150_000
    assert max(map(len, text.splitlines())) <= 100


def test_the_command_in_the_header_writes_the_examples(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["caseline.synthetic", str(tmp_path)])
    runpy.run_module("caseline.synthetic", run_name="__main__")

    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == (
        example_files()
    )


@pytest.mark.parametrize("make", [synthetic_diary, synthetic_trial])
def test_a_seed_gives_one_course_and_another_seed_another(make):
    assert make(1) == make(1)
    assert make(1) != make(2)


@pytest.mark.parametrize(("make", "n_days"), [(synthetic_diary, 140), (synthetic_trial, 126)])
@pytest.mark.parametrize("seed", range(5))
def test_a_synthetic_course_says_so_and_each_day_is_kept_or_missed(make, n_days, seed):
    course = make(seed)
    kept = {visit.when.first for visit in course.visits}
    missed = {day.exact for day in course.missed_visits}

    assert course.synthetic
    assert course.title.startswith("Synthetic course")
    assert missed
    assert missed.isdisjoint(kept)
    assert len(kept | missed) == n_days


def test_the_diary_is_open_and_goes_off_and_on_again():
    course = synthetic_diary(1)
    shown = design(course)

    assert (shown.letters, shown.randomised, shown.blinded) == ("ABAB", False, False)
    assert [(p.last - p.first).days + 1 for p in phases(course)] == [28, 70, 7, 35]
    assert {one.outcome.id for many in observe(course).values() for one in many} >= {
        "pain-nrs.worst",
        "pain-nrs.average",
        "fiqr.total",
        "fsq.wpi",
        "fsq.sss",
        "fsq.severity",
        "phq4.total",
        "pgic.impression",
    }


def test_the_impression_of_change_is_asked_under_treatment_alone():
    course = synthetic_diary(1)
    asked = {one.condition for one in observe(course)["pgic.impression"]}

    assert asked == {"on treatment"}


@pytest.mark.parametrize("seed", range(5))
def test_the_trial_gives_drug_and_placebo_once_in_each_pair(seed):
    doses = synthetic_trial(seed).treatment.doses

    assert len(doses) == 8
    for first, second in zip(doses[::2], doses[1::2], strict=True):
        assert {first.placebo, second.placebo} == {True, False}


def test_the_trial_draws_its_order():
    orders = {tuple(dose.placebo for dose in synthetic_trial(n).treatment.doses) for n in range(9)}

    assert len(orders) > 3


def test_the_trial_is_randomised_and_blinded_and_was_planned_before_its_first_day():
    course = synthetic_trial(1)
    shown = design(course)
    plan = course.plan

    assert (shown.randomised, shown.blinded) == (True, True)
    assert len(course.blinding.guesses) == 16
    for part in (plan.question, plan.primary, plan.threshold, plan.looks):
        assert part is not NOT_ON_RECORD
        assert part.fixed_on.last < course.span.first


def test_every_day_of_the_trial_has_a_condition():
    course = synthetic_trial(1)

    assert {condition_of(visit, course) for visit in course.visits} == {
        "before treatment",
        "on treatment",
        "on placebo",
    }
