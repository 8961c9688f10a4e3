"""What is asked, in which words, and what becomes of what was sent."""

from datetime import date
from decimal import Decimal

import pytest

from caseline.errors import ResponseError

pytestmark = pytest.mark.extra

ON = date(2026, 3, 10)


@pytest.fixture
def form(application):
    """`form("phq4", "de")` is that instrument as it is asked in that language."""
    from caseline.care.schedule import Asked
    from caseline.instruments import catalogue
    from caseline_web.asking.questions import form_of

    def of(name, lang="en", items=(), recall_days=None):
        return form_of(Asked(catalogue.instrument(name), items, recall_days), lang)

    return of


@pytest.fixture
def parts(application):
    from caseline_web.asking.answers import answers_in

    return lambda sent, form: [part.content for part in answers_in(sent, form, ON)]


def test_a_row_of_numbers_has_words_at_its_ends_and_a_list_has_words_at_each_answer(form):
    [worst] = form("pain-nrs", items=("worst_pain",)).questions
    assert [one.value for one in worst.choices] == [str(n) for n in range(11)]
    assert (worst.low, worst.high) == ("no pain", "the worst pain you can imagine")
    nervous = form("phq4").questions[0]
    assert (nervous.low, nervous.choices[3].label) == ("", "Nearly every day")


def test_it_is_asked_in_the_readers_language(form):
    assert form("phq4", "de").questions[0].choices[3].label == "Beinahe jeden Tag"
    assert form("phq4", "de").language == "de"


def test_only_the_items_of_the_day_are_asked(form):
    asked = form("pain-nrs", items=("average_pain",))
    assert [one.part for one in asked.questions] == ["average_pain"]


def test_the_days_that_are_asked_about_stand_above(form):
    from django.utils.translation import override

    assert form("pain-nrs", recall_days=1).instruction == "In the last 24 hours"
    with override("de"):
        assert form("pain-nrs", "de", recall_days=7).instruction == "In den letzten 7 Tagen"


@pytest.mark.parametrize(
    ("lang", "title"),
    [("en", "Fibromyalgia impact (FIQR)"), ("de", "Fibromyalgie-Belastung (FIQR)")],
)
def test_where_no_wording_is_shipped_its_total_is_asked_for(form, lang, title):
    found = form("fiqr", lang)
    [total] = found.questions
    assert (found.total, found.language, found.title) == (True, None, title)
    assert (total.part, total.least, total.most) == ("total", "0", "100")


def test_the_regions_are_asked_for_by_the_drawing_alone(form):
    from caseline.care.schedule import Asked
    from caseline.instruments import catalogue
    from caseline_web.asking.questions import has_drawing

    assert len(form("fsq").questions) == 6
    assert has_drawing(Asked(catalogue.instrument("fsq")))
    assert not has_drawing(Asked(catalogue.instrument("phq4")))


def test_what_was_answered_is_one_response_and_what_was_not_is_left_out(form, parts):
    sent = {"pain-nrs.worst_pain": "7", "pain-nrs.average_pain": " ", "other": "3"}
    [content] = parts(sent, form("pain-nrs", recall_days=1))
    assert content["responses"] == [
        {"instrument": "pain-nrs@1.1", "answers": {"worst_pain": 7}, "recall_days": 1}
    ]
    assert (content["on"], content["language"]) == ("2026-03-10", "en")


def test_nothing_that_was_answered_is_no_entry(form, parts):
    assert parts({}, form("phq4")) == []


@pytest.mark.parametrize("typed", ["63.5", "63,5", " 63,5 "])
def test_a_total_may_be_typed_with_a_point_or_a_comma(form, parts, typed):
    [content] = parts({"fiqr.total": typed}, form("fiqr"))
    assert content["totals"] == [
        {"instrument": "fiqr@2009.1", "score": "total", "value": Decimal("63.5")}
    ]


@pytest.mark.parametrize("typed", ["x", "nan", "inf", "1e9"])
def test_what_is_no_number_is_refused_without_repeating_it(form, parts, typed):
    with pytest.raises(ResponseError) as refused:
        parts({"fiqr.total": typed}, form("fiqr"))
    assert typed not in str(refused.value).split()
