"""Settings from the environment: text, on or off, lists, and files."""

import re
from pathlib import Path

import pytest

from caseline.errors import SettingError
from caseline_web import environment

pytestmark = pytest.mark.extra


def test_a_setting_comes_from_its_variable_or_its_default(monkeypatch):
    assert environment.text("CASELINE_X", "usual") == "usual"
    monkeypatch.setenv("CASELINE_X", "other")
    assert environment.text("CASELINE_X", "usual") == "other"


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    place = tmp_path / "key"
    place.write_text("secret\n", encoding="utf-8")
    monkeypatch.setenv("CASELINE_X_FILE", str(place))

    assert environment.text("CASELINE_X") == "secret"


def test_a_variable_and_a_file_at_once_are_refused(monkeypatch):
    monkeypatch.setenv("CASELINE_X", "a")
    monkeypatch.setenv("CASELINE_X_FILE", "b")

    with pytest.raises(SettingError, match="both set"):
        environment.text("CASELINE_X")


def test_a_file_that_is_not_there_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("CASELINE_X_FILE", "/nowhere/key")

    with pytest.raises(SettingError, match="CASELINE_X_FILE"):
        environment.text("CASELINE_X")


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("off", False)])
def test_on_and_off_have_some_names(monkeypatch, said, meant):
    monkeypatch.setenv("CASELINE_X", said)

    assert environment.flag("CASELINE_X", default=not meant) is meant


def test_anything_else_is_neither_on_nor_off(monkeypatch):
    monkeypatch.setenv("CASELINE_X", "maybe")

    with pytest.raises(SettingError, match="neither on nor off"):
        environment.flag("CASELINE_X", default=True)


def test_a_list_is_parted_by_commas(monkeypatch):
    monkeypatch.setenv("CASELINE_X", "a, b,, c ")

    assert environment.names("CASELINE_X", "") == ["a", "b", "c"]


def test_every_setting_is_on_the_page_and_no_other():
    root = Path(__file__).parents[2]
    page = (root / "docs/reference/settings.md").read_text(encoding="utf-8")
    web = root / "src/caseline_web"
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(web.rglob("*.py")))

    listed = set(re.findall(r"^\| `(CASELINE_\w+)`", page, re.MULTILINE))
    assert listed == set(re.findall(r'"(CASELINE_\w+)"', code))
