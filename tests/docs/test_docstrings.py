"""What is public is described where it is defined, and the examples there are true."""

import doctest
import inspect
import pkgutil
from importlib import import_module

import pytest

import caseline
from caseline import stats

SECTIONS = ("Parameters", "Returns", "Raises", "References", "Examples")


def modules():
    """Every module of the library that runs without an extra and without doing anything."""
    found = pkgutil.walk_packages(caseline.__path__, "caseline.")
    return [one.name for one in found if not one.name.endswith("__main__")]


@pytest.mark.extra
@pytest.mark.parametrize("name", caseline.__all__)
def test_a_public_name_is_described(name):
    if name != "NOT_ON_RECORD":  # a value: its module describes it
        assert inspect.getdoc(getattr(caseline, name))


FUNCTIONS = [name for name in stats.__all__ if inspect.isfunction(getattr(stats, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_stats_gives_arguments_result_errors_source_and_an_example(name):
    told = inspect.getdoc(getattr(stats, name))

    assert [one for one in SECTIONS if f"\n{one}\n{'-' * len(one)}\n" not in told] == []


@pytest.mark.extra
@pytest.mark.parametrize("name", modules())
def test_a_module_is_described_and_its_examples_are_true(name):
    module = import_module(name)

    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_there_are_examples_to_try():
    finder = doctest.DocTestFinder()
    tests = [one for name in FUNCTIONS for one in finder.find(getattr(stats, name), name)]

    assert all(one.examples for one in tests)
    assert len(tests) == len(FUNCTIONS)
