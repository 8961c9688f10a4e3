"""The tables that stand last in a report, after all that a claim rests on."""

import pytest

from caseline.reports.content import content
from caseline.reports.html import html

pytestmark = pytest.mark.extra


def last(made):
    return content(made).tables[-2:]


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en", ["What was assumed before the data", "Single-case indices, which carry no claim"]),
        (
            "de",
            ["Was vor den Daten angenommen wurde", "Einzelfall-Maße, auf denen keine Aussage ruht"],
        ),
    ],
)
def test_priors_and_indices_are_the_last_tables(report, lang, titles):
    made = report("synthetic-trial", lang)
    priors, indices = last(made)

    assert [priors.title, indices.title] == titles
    assert {len(row) for table in (priors, indices) for row in table.rows} == {4}
    assert [row[0] for row in priors.rows][:2] == ["level", "effect.neutral"]
    assert len(indices.rows) == len(made.rated.found.analysis.indices)


def test_the_patients_part_of_the_page_has_no_index(report):
    page = html(report("synthetic-trial"))

    assert page.index("NAP") > page.index('id="clinician"')


def test_without_an_effect_there_are_neither(report):
    ids = {table.id for table in content(report("moser-2025")).tables}

    assert ids & {"priors", "indices"} == set()
