"""A judge that never complains is none: each is shown a page with a planted fault."""

import pytest

SOUND = "<!doctype html><html lang=en><title>A page</title><main><h1>Hello</h1><p>Text.</p></main>"
FAULTY = SOUND.replace("<p>Text.</p>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")


@pytest.fixture
def show(page, tmp_path):
    def shown(html):
        path = tmp_path / "page.html"
        path.write_text(html)
        page.goto(path.as_uri())
        return path

    return shown


def test_a_sound_page_is_not_complained_of(show, axe, nu_checker):
    path = show(SOUND)
    assert axe() == []
    assert nu_checker(path) == []


def test_axe_names_the_rule_and_the_place_of_a_picture_without_text(show, axe):
    show(FAULTY)
    [complaint] = axe()
    assert complaint.startswith("image-alt: ")
    assert complaint.endswith(": img")


def test_the_nu_checker_names_the_file_and_the_line_of_a_picture_without_text(show, nu_checker):
    [complaint] = nu_checker(show(FAULTY))
    assert complaint.startswith("page.html:1: error: ")
    assert "alt" in complaint


def test_a_request_to_the_outside_is_stopped_and_noted(show, complaints):
    show(SOUND.replace("Text.", "<img alt='' src='http://example.org/seen.png'>"))
    assert "request to the outside: http://example.org/seen.png" in complaints
    complaints.clear()


def test_a_script_that_stops_is_noted(show, complaints):
    show(SOUND.replace("Text.", "<script>nothing_of_that_name()</script>"))
    assert complaints == ["script: nothing_of_that_name is not defined"]
    complaints.clear()
