"""Every reason why something could not be worked out is said in both languages."""

import ast
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from caseline.analysis.refusals import named_refusal, refusal
from caseline.analysis.words import said
from caseline.stats.levels import observation_model

SOURCE = Path(__file__).parents[3] / "src" / "caseline"
# What a series, its guards and its model may refuse; tables and indices refuse elsewhere.
MODULES = [
    *(SOURCE / "effects" / f"{name}.py" for name in ("compare", "guards", "missing", "reruns")),
    *(SOURCE / "stats" / f"{name}.py" for name in ("gls", "levels", "period_means")),
    *sorted((SOURCE / "stats" / "randomisation").glob("*.py")),
    *sorted((SOURCE / "stats" / "statespace").glob("*.py")),
]
# Which argument of what they return is the reason.
REASON_AT = {"Run": 3, "Randomisation": 2, "Choice": 1}
# Only a program that calls the library wrongly brings these about, never a record.
MISUSE = {
    "an assignment must hold true and false (or 1 and 0) only",
    "an assignment needs at least one value, there is none",
    "an assignment of shape {} does not fit values of shape {}",
    "a randomisation test needs finite numbers, or NaN for a missing value",
    "a regression needs one time and one row of columns for each value",
    "a start point runs from value 2 or later to the same or a later one",
    "dose amounts must be 0 or more, and one of them above 0",
    "the level of an interval must lie between 0 and 1",
    "the priors need a {} above 0, or none",
    "the range of a scale must run from its lower to its upper end",
    "the statistic must be 'mean difference' or a function",
    "the statistic must be a finite number for the order that was made",
    "the times of a regression must rise",
    "the treatment must be one of {}",
    "the values hold infinity; a missing value is NaN",
    "the {} are not in order; they must rise",
    "the {} hold a day that is not a finite number",
    "the {} must be 1 or more, it is {}",
    "the {} must be a plain list, not a table or a single number",
    "the {} must be numbers",
    "there are {} days for {} doses",
    "there are {} times for {} values",
    "without a range the priors need a centre: the median of the values",
    "{} cannot have made an assignment of {} dimensions",
    "{} could not have made the given order of treatment",
    "{} windows cannot serve {} cases",
}


def template(node, names):
    """A text of the code with {} for what is filled in; None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return names.get(node.id) if isinstance(node, ast.Name) else None


def reasons(path):
    """The texts that a module gives as reasons: of its errors, and of runs that do not apply."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        target.id: template(node.value, {})
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id == "DesignError":
                yield template(node.args[0], names)
            elif node.func.id in REASON_AT and len(node.args) > REASON_AT[node.func.id]:
                yield template(node.args[REASON_AT[node.func.id]], names)


# Whose author writes no German: definition files, and programs that call the library.
AUTHORS = {
    "analysis": ("refusals",),
    "instruments": ("names", "numbers", "reader", "rules", "scales", "wording"),
    "scoring": ("worked", "score"),
    "stats": ("baseline_corrected", "effect_size", "many", "reliability", "replication", "tau"),
}
GIVEN = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if path not in MODULES
    and path.stem not in AUTHORS.get(path.relative_to(SOURCE).parts[0], ())
    and path.name not in ("errors.py", "__init__.py")
]


# Sentences of which something else than a number or a name is filled in.
FILLED = {
    "the column '{}' never holds the baseline condition '{}'{}": (
        "the column 'drug' never holds the baseline condition 'of', 'off' is near"
    ),
    "{}: {}, a table in {} is needed": "t.csv: is a folder, a table in CSV in UTF-8 is needed",
    "{}: {}, {} is needed": "d.json: cannot be read, a JSON file is needed",
}


def refused(path):
    """The texts by which a module refuses what was given: of its errors, and of a table's key."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in {error.__name__ for error in _errors()} and len(node.args) == 1:
            yield template(node.args[0], {})
        elif called in ("refuse", "mismatch") and len(node.args) == 2:
            yield template(node.args[1], {})


def _errors():
    from caseline.errors import CaselineError

    return CaselineError.__subclasses__()


def all_refused():
    return {one for path in GIVEN for one in refused(path) if one and one.strip("{}: ")}


@pytest.mark.parametrize("sentence", sorted(all_refused()))
def test_what_the_library_refuses_is_said_in_german(sentence):
    given = FILLED.get(sentence, sentence.replace("{}", "7"))

    assert refusal(given, "en") == given
    assert refusal(given, "de") != given


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "visit: responses 1 > answers: pain-nrs@2011.1: the answer to 'worst_pain' is off its "
            "scale, which runs from 0 to 10 in steps of 0.5",
            "visit: responses 1 > answers: pain-nrs@2011.1: die Antwort auf 'worst_pain' liegt "
            "nicht auf ihrer Skala, die von 0 bis 10 in Schritten von 0,5 reicht",
        ),
        (
            "c.toml: doses 2 > from: found a text, a day (2023-02-14), a month "
            '("2023-02") or a year ("2023") is needed',
            "c.toml: doses 2 > from: hier steht ein Text, nötig ist ein Tag (2023-02-14), "
            'ein Monat ("2023-02") oder ein Jahr ("2023")',
        ),
        (
            'c.toml: x: is not on the scale, a number from 0 to 10, or a text such as ">0" or '
            '"0 to 10", is needed',
            "c.toml: x: liegt nicht auf der Skala, nötig ist eine Zahl von 0 bis 10 oder ein "
            'Text wie ">0" oder "0 to 10"',
        ),
        (
            "d.json: there is no such file, a JSON file is needed",
            "d.json: diese Datei gibt es nicht, nötig ist eine JSON-Datei",
        ),
    ],
)
def test_where_it_stands_stays_and_what_is_filled_in_is_said_in_german_too(english, german):
    assert refusal(english, "de") == german
    assert refusal(english, "en") == english


def all_reasons():
    from caseline.effects.allotment import NO_SCHEME
    from caseline.effects.course_series import NO_SCHEME as NOT_SAID
    from caseline.effects.course_series import ONLY_SUMMARIES
    from caseline.effects.series import ORDER_UNKNOWN, Allocation

    found = {one for path in MODULES for one in reasons(path) if one is not None}
    return found | {NO_SCHEME, NOT_SAID, ONLY_SUMMARIES, ORDER_UNKNOWN, Allocation().reason}


@pytest.mark.parametrize("reason", sorted(all_reasons() - MISUSE))
def test_a_reason_of_the_code_is_said_in_german(reason):
    given = reason.replace("{}", "7")

    assert refusal(given, "en") == given
    assert refusal(given, "de") != given


def test_what_only_a_wrong_call_brings_about_is_still_in_the_code():
    assert all_reasons() >= MISUSE


def test_the_search_finds_what_the_code_says():
    assert "the model needs at least {} values, there are {}" in all_reasons()
    assert "it needs two pairs of periods or more" in all_reasons()


def test_both_languages_name_the_same_and_german_fills_in_no_more():
    def filled(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english, german = (said(lang)["refusal"] for lang in ("en", "de"))

    assert set(english) == set(german)
    assert [name for name in english if not filled(german[name]) <= filled(english[name])] == []


def test_numbers_are_carried_over():
    reason = "a regression on 2 columns needs 4 values or more, there are 3"

    assert refusal(reason, "de") == (
        "eine Regression auf 2 Spalten braucht 4 oder mehr Werte, es sind 3"
    )


def test_a_reason_without_a_name_stays_as_it_is():
    assert refusal("another sentence", "de") == "another sentence"
    assert refusal("", "de") == ""
    assert named_refusal("no_bound", "de") == "kein Ende des Intervalls lässt sich angeben"


@pytest.mark.parametrize(
    ("values", "span", "german"),
    [
        ([3, 4, 5, 6], (0, 10), "die Werte reichen über 4 Stufen, weniger als 6"),
        ([0.5, 3, 5, 8], (0.5, 10), "25\u00a0% der Werte liegen bei 0,5, einem Ende der Skala"),
        (
            range(1, 9),
            (0, 10),
            "die Werte reichen über 8 Stufen, und weniger als 15\u00a0% liegen an einem Ende",
        ),
        (
            [0, 33.33, 71.234, 5.19],
            (0, 100),
            "25\u00a0% der Werte liegen bei 0, einem Ende der Skala, aber die Werte liegen auf zu "
            "vielen Stufen, um sie zu ordnen",
        ),
    ],
)
def test_why_values_are_read_as_points_or_as_steps_is_said_in_german(values, span, german):
    choice, _ = observation_model(np.array(values, dtype=float), span)

    assert refusal(choice.reason, "en") == choice.reason
    assert refusal(choice.reason, "de") == german
