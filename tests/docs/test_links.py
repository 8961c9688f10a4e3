"""Links lead somewhere, every page can be found, and none says where packages come from."""

import re

import pytest

from tests.docs.pages import DOCS, ROOT, anchors, links, name_of, pages, read

GENERATED = "reference/instruments/"
TEXTS = ("GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "NOTICE.md", "SECURITY.md", "README.md")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted|npmjs|index-url|/simple/|\bdevpi\b|artifactory", re.IGNORECASE
)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_within_the_pages_leads_somewhere(page):
    for link in links(page.read_text(encoding="utf-8")):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_relative_to(DOCS), link
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_page_is_in_the_navigation_or_under_a_page_that_is():
    nav = set(re.findall(r"\S+\.md$", read("mkdocs.yml"), re.MULTILINE))
    there = {page.relative_to(DOCS).as_posix() for page in pages()}
    index = read("docs/reference/instruments/index.md")

    listed = {name for name in there if not name.startswith(GENERATED)}
    assert nav == listed | {f"{GENERATED}index.md"}
    assert {name for name in there - nav if f"({name.rpartition('/')[2]})" not in index} == set()


def test_the_first_page_leads_to_every_other():
    found = set(links(read("docs/index.md")))
    there = {page.relative_to(DOCS).as_posix() for page in pages()}

    assert {name for name in there if not name.startswith(GENERATED)} - found == {"index.md"}


@pytest.mark.parametrize("page", [*pages(), *(ROOT / name for name in TEXTS)], ids=name_of)
def test_no_text_names_a_package_registry(page):
    assert not page.exists() or not REGISTRY.search(page.read_text(encoding="utf-8"))
