"""What is taken along: report, letter, paper forms; what comes back from paper; other readers."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from tests.web.clinic.conftest import OF_THE_TRAIL

pytestmark = pytest.mark.extra

PHQ4 = {"instrument": "phq4", "answers": {"nervous": 1}}


@pytest.fixture
def pdf(clinician, course, tmp_path, read_pdf):
    """`pdf("paper/phq4/")` is what a reader finds in a PDF of the course."""

    def read(page, **told):
        answer = clinician.get(f"/clinic/{course.pseudonym}/{page}", **told)
        assert answer["Content-Type"] == "application/pdf"
        path = tmp_path / "page.pdf"
        path.write_bytes(BytesIO(answer.content).getvalue())
        return read_pdf(path)

    return read


def test_the_report_is_a_tagged_pdf(pdf, running):
    found = pdf("report/")
    assert found.marked
    assert "A4" not in found.unembedded
    assert "naltrexone" in found.pages[0]


def test_without_answers_there_is_no_report_and_it_says_so(clinician, course):
    answer = clinician.get(f"/clinic/{course.pseudonym}/report/", follow=True)
    assert "There is not enough for a report yet" in answer.content.decode()


def test_the_letter_tells_the_dose_of_today(clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()
    assert "Treatment: naltrexone, low dose, 3 mg a day since" in text
    german = clinician.get(
        f"/clinic/{course.pseudonym}/letter/", headers={"accept-language": "de"}
    ).content.decode()
    assert ", 3 mg am Tag seit " in german


def test_the_letter_tells_answer_harm_and_decision(clinician, course, running, enter):
    enter(
        ("side_effect", {"what": "dreams", "severity": "mild"}),
        ("decision", {"on": "2026-03-01", "decision": "stop", "reason": "no gain"}),
    )
    text = clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()
    assert "Average pain went from" in text
    assert "dreams (mild, dates not on record)" in text
    assert "Decision, 1 March 2026: Stop. no gain" in text


def test_the_letter_names_no_level_whose_key_it_has_not(clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/letter/").content.decode()
    assert "The treatment, the drug: " in text
    assert "(C1)" not in text


@pytest.mark.parametrize("page", ["", "letter/"])
def test_a_side_effect_of_the_list_is_called_as_on_the_chart(
    page, clinician, course, running, enter
):
    enter(("side_effect", {"what": "vivid dreams", "severity": "mild"}))
    address = f"/clinic/{course.pseudonym}/{page}"
    german = clinician.get(address, headers={"accept-language": "de"}).content.decode()
    assert "lebhafte Träume" in german
    assert "vivid dreams" not in german


@pytest.mark.parametrize("page", ["", "letter/"])
def test_a_serious_side_effect_has_its_days_and_is_called_serious(
    page, clinician, course, running, enter
):
    told = {"onset": "2026-02-01", "ended": "2026-02-05", "serious": "yes"}
    enter(("side_effect", {"what": "liver values", **told}))
    address = f"/clinic/{course.pseudonym}/{page}"
    assert "serious, 1 February 2026 to 5 February 2026" in clinician.get(address).content.decode()
    german = clinician.get(address, headers={"accept-language": "de"}).content.decode()
    assert "schwerwiegend, 1. Februar 2026 bis 5. Februar 2026" in german


@pytest.mark.parametrize("page", ["", "letter/"])
def test_during_the_baseline_no_dose_is_demanded(page, clinician, course, enter, today):
    later = (today + timedelta(days=7)).isoformat()
    enter(
        ("about", {"title": "naltrexone", "provenance": "prospective"}),
        ("treatment", {"name": "naltrexone, low dose", "unit": "mg"}),
        ("dose", {"from": later, "amount": 3}),
        ("visit", {"on": today.isoformat(), "responses": [PHQ4]}),
    )
    text = clinician.get(f"/clinic/{course.pseudonym}/{page}").content.decode()
    assert "There is no result yet, because no dose was given yet." in text
    assert "at least one dose" not in text


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_paper_form_has_the_items_and_the_answers_of_the_screen(lang, pdf, running):
    from caseline.instruments import catalogue
    from caseline.instruments.wording import wording

    found = pdf("paper/phq4/", headers={"accept-language": lang})
    text = " ".join(" ".join(found.pages).split())
    words = wording(catalogue.instrument("phq4"), lang)
    assert found.ua_part == "1"
    assert found.language == lang
    assert all(one in text for one in words.items.values())
    assert all(one in text for scale in words.answers.values() for one in scale.values())


def test_a_paper_form_says_how_it_is_scored(application):
    from django.utils.translation import override

    from caseline.care.schedule import Asked
    from caseline.instruments import catalogue
    from caseline_web.asking.questions import form_of
    from caseline_web.clinic.paper import scoring

    def of(name):
        with override("en"):
            return scoring(form_of(Asked(catalogue.instrument(name)), "en"), "en")

    assert of("phq4")[0].endswith("= 1 + 2  (0–6)")
    assert of("fsq")[:2] == [
        "Painful body regions (WPI) = number of places  (0–19)",
        "Symptom severity (SSS) = 1 + … + 6  (0–12)",
    ]


def test_the_drawing_has_its_nineteen_places_on_paper(pdf, running):
    text = " ".join(pdf("paper/fsq/").pages)
    assert "left" in text and "Tick each place that hurt" in " ".join(text.split())


def test_the_outline_to_draw_on_is_among_the_forms(pdf, clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/forms/").content.decode()
    assert f"/clinic/{course.pseudonym}/paper/pain-drawing/" in text
    assert len(pdf("paper/pain-drawing/").pages) == 1


def test_staff_find_a_form_by_the_name_of_its_instrument(clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/forms/").content.decode()
    assert "Fibromyalgia Survey Questionnaire (WPI and SSS, self-report)" in text


def test_an_evening_question_has_a_week_on_one_sheet(pdf, running):
    found = pdf("paper/pain-nrs/")
    assert len(found.pages) == 1
    assert found.pages[0].count("Date") == 14  # seven evenings of the question, seven of the dose


def test_a_wording_that_may_not_be_printed_is_a_total_and_says_why(pdf, running):
    assert "may not be printed here" in " ".join(pdf("paper/fiqr/").pages)


def test_a_form_that_does_not_exist_is_not_there(clinician, course, running):
    assert clinician.get(f"/clinic/{course.pseudonym}/paper/mood/").status_code == 404


def entries_of(course):
    from caseline_web.courses.store import entries

    return entries(course)


@pytest.fixture
def from_paper(clinician, course):
    def sent(instrument, **told):
        address = f"/clinic/{course.pseudonym}/from-paper/{instrument}/"
        return clinician.post(
            address, {"id": str(uuid4()), "on": "2026-03-01", **told}, follow=True
        )

    return sent


def test_what_comes_from_paper_is_marked_so_and_blank_stays_missing(from_paper, course, running):
    from caseline_web.courses.store import entries

    from_paper("phq4", **{"phq4.nervous": "2", "phq4.worry": ""})
    kept = [one for one in entries(course, "visit") if one.mode == "paper"]
    assert [one.content["responses"][0]["answers"] for one in kept] == [{"nervous": 2}]


def test_the_places_from_paper_score_as_those_of_the_drawing(from_paper, course, running):
    from caseline.course.observe import observe
    from caseline_web.courses.current import current

    from_paper("fsq", region=["neck", "jaw_l", "chest"], **{"fsq.fatigue": "3"})
    [wpi] = observe(current(course))["fsq.wpi"]
    assert wpi.value.exact == 3


def test_no_place_ticked_is_a_blank_unless_it_says_none(from_paper, course, running):
    from caseline_web.courses.store import entries

    def drawings():
        return [one for one in entries(course, "visit") if "drawing" in one.content]

    from_paper("fsq", **{"fsq.fatigue": "3"})
    assert drawings() == []
    from_paper("fsq", no_place="yes")
    assert drawings()[0].content["drawing"]["marked"] == []


def test_an_answer_off_its_scale_is_refused_and_what_was_typed_stays(from_paper, running):
    text = from_paper("phq4", **{"phq4.nervous": "7", "phq4.worry": "1"}).content.decode()
    assert "off its scale" in text
    assert '<option value="1" selected>' in text


def test_an_empty_sheet_is_nothing(from_paper, running):
    assert "Nothing was entered" in from_paper("phq4").content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"on": "2099-01-01"}, "The date on the paper has not come yet"),
        ({"on": ""}, "The date on the paper is needed"),
        ({"region": "neck", "no_place": "yes"}, "it is one or the other"),
    ],
    ids=["to come", "no day", "both"],
)
def test_a_sheet_that_cannot_be_is_refused_and_no_day_is_put_in_its_place(
    told, said, from_paper, course, running
):
    text = from_paper("fsq", **{"fsq.fatigue": "3"}, **told).content.decode()
    assert said in text
    assert [one for one in entries_of(course) if one.mode == "paper"] == []


def test_a_sheet_that_is_sent_twice_counts_once(from_paper, course, running):
    from caseline_web.courses.store import history

    page = str(uuid4())
    for _ in range(2):
        from_paper("phq4", id=page, **{"phq4.nervous": "2"})
    assert len([one for one in history(course) if one.mode == "paper"]) == 1


def test_an_evening_that_was_answered_is_not_replaced_unseen(from_paper, course, running, today):
    from caseline_web.courses.store import entries, history

    def kept():
        every = entries(course, "visit", "taken")
        return [one for one in every if one.content["on"] == there["on"]]

    there = {"on": (today - timedelta(days=1)).isoformat()}
    [before], sheet = kept(), {"pain-nrs.average_pain": "10", "taken": "yes", **there}
    text = from_paper("pain-nrs", **sheet).content.decode()
    assert "Nothing was saved yet: for this day there are answers already" in text
    said = before.content["responses"][0]["answers"]["average_pain"]
    assert re.search(rf"<li>[^<]+: {said}</li>", text)
    mark = re.search(r'name="instead" value="(\w+)"', text)[1]
    for told in ({"instead": mark}, {"why": "asked"}, {"instead": "older", "why": "asked"}):
        assert "Nothing was saved yet" in from_paper("pain-nrs", **sheet, **told).content.decode()
    assert kept() == [before]
    page = {"id": str(uuid4()), "instead": mark, "why": "a slip"}
    for _ in range(2):
        assert "marked as from paper" in from_paper("pain-nrs", **sheet, **page).content.decode()
    after, taken = kept()
    assert (after.mode, after.reason, after.version) == ("paper", "a slip", before.version + 1)
    assert after.content["responses"][0]["answers"] == {"average_pain": 10}
    assert before in history(course, "visit")
    text = from_paper("pain-nrs", **there, taken="no").content.decode()
    assert "Nothing was saved yet" in text
    assert kept() == [after, taken]


def test_places_that_stand_are_shown_too(from_paper, running):
    from_paper("fsq", region=["neck"], **{"fsq.fatigue": "3"})
    text = from_paper("fsq", no_place="yes").content.decode()
    assert "<li>1 of 19 places: Neck</li>" in text


@pytest.fixture
def other(signed_in, monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    return signed_in


def test_the_pharmacist_sees_doses_and_no_name(other, course, running, account):
    from caseline_web.people.models import IdentityRow

    IdentityRow.objects.create(user=account("patient"), name="Erika Mustermann")
    browser = other("pharmacist")
    for address in ("/clinic/dispensing/", f"/clinic/dispensing/{course.pseudonym}/"):
        text = browser.get(address).content.decode()
        assert course.pseudonym in text
        assert "Erika" not in text
    assert "3 mg" in text


def test_a_printed_sheet_says_that_it_is_blinded_and_of_when_it_is(other, course, running, enter):
    enter(("blinding", {"patient": "blinded", "clinician": "blinded", "rater": "blinded"}))
    text = other("pharmacist").get(f"/clinic/dispensing/{course.pseudonym}/").content.decode()
    assert '<p class="alert kept">Blinded: nobody but the pharmacy' in text
    assert f'<p class="note printed">{course.pseudonym}, ' in text


def test_the_researcher_sees_who_agreed_under_the_pseudonym_and_no_free_text(
    other, course, running, enter
):
    browser = other("researcher")
    assert course.pseudonym not in browser.get("/clinic/research/").content.decode()
    file = f"/clinic/research/{course.pseudonym}/"
    assert browser.get(file).status_code == 404
    enter(
        ("consent", {"what": "publication", "given": "yes"}),
        ("side_effect", {"what": "told me of her divorce"}),
    )
    page = browser.get("/clinic/research/").content.decode()
    assert course.pseudonym in page
    assert "<td>fibromyalgia</td><td>naltrexone, low dose</td>" in page
    table = browser.get(file).content.decode()
    assert table.count("pain-nrs") == 28
    assert "divorce" not in table
    enter(
        ("diagnosis", {"name": "fibromyalgia, as her sister Erika"}),
        ("treatment", {"name": "what Dr. Muster mixes", "unit": "mg"}),
    )
    page = browser.get("/clinic/research/").content.decode()
    assert "<td>–</td><td>–</td>" in page
    assert "Erika" not in page
    assert "Muster" not in page


@pytest.mark.parametrize(
    ("role", "address"),
    [("pharmacist", "/clinic/dispensing/"), ("researcher", "/clinic/research/")],
)
def test_their_lists_ask_as_often_for_many_courses_as_for_one(
    role, address, other, clinic, account, running, enter, queries
):
    from caseline_web.courses.store import new_course

    enter(("consent", {"what": "publication", "given": "yes"}))
    browser = other(role)
    browser.get(address)
    one = queries(lambda: browser.get(address))
    for _ in range(5):
        made = new_course(clinic, account("patient"), "test")
        enter(("consent", {"what": "publication", "given": "yes"}), into=made)
    assert queries(lambda: browser.get(address)) == one <= 3 + OF_THE_TRAIL


def test_an_emoji_of_the_patients_does_not_stop_the_report(pdf, running, enter):
    enter(("side_effect", {"what": "dizzy \N{GRINNING FACE}"}))
    assert "dizzy" in "".join(pdf("report/").pages)


@pytest.fixture
def contradicting(running, enter, today):
    """A course in which a visit says another condition than its dose."""
    answers = {"instrument": "phq4", "answers": {"nervous": 1}}
    on = (today - timedelta(days=1)).isoformat()
    enter(("visit", {"on": on, "condition": "before treatment", "responses": [answers]}))


@pytest.mark.parametrize(
    ("page", "status"), [("", 200), ("letter/", 200), ("chart/svg/", 404), ("report/", 302)]
)
def test_entries_that_contradict_each_other_break_no_page(
    contradicting, clinician, course, page, status
):
    answer = clinician.get(f"/clinic/{course.pseudonym}/{page}")
    assert answer.status_code == status
    if status == 200:
        assert "the phases overlap" in answer.content.decode()
