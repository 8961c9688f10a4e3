"""While a blinded part is running no byte of the patient's pages depends on what is given."""

import json
import re
from datetime import datetime
from io import BytesIO
from uuid import UUID

import pypdf
import pytest

from caseline.synthetic import SEED, synthetic_trial

pytestmark = pytest.mark.extra

DAY = "2025-05-20"
NOW = datetime.fromisoformat(f"{DAY}T19:14+00:00")
PAGES = (
    *("tonight/", "tonight/?blank", "tonight/?change", "tonight/?receipt", "events/"),
    *("events/?blank", "course/", "inbox/", "delete/", "form/fiqr/", "drawing/"),
    *("export/table/", "export/data/", "export/report/"),
)
# Arms, amounts and the order, as the course holds them.
TELLING = (b"placebo", b"Placebo", b"4.5 mg", b"4,5 mg", b'"amount"', b"by lot", b"period 1")
CHANGING = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}'
)


@pytest.fixture
def blinded(clock, course, enter):
    """The synthetic trial as it was on a day of its sixth period, with its schedule."""
    from caseline_web.courses.from_file import parts_of

    clock(NOW.isoformat())
    told = [one for one in parts_of(synthetic_trial(SEED)) if str(one.content.get("on", "")) <= DAY]
    weeks = [{"week": n, "asked": [{"instrument": "fiqr"}]} for n in (0, 9, 16)]
    daily = {"instrument": "pain-nrs", "items": ["average_pain"], "recall_days": 1}
    schedule = {"begin": "2025-03-03", "first_dose": "2025-03-17", "evenings": [daily]}
    total = {"instrument": "phq4", "score": "total", "value": 7}
    told.append(("visit", {"on": "2025-03-18", "condition": "on placebo", "totals": [total]}))
    enter(*told, ("schedule", {**schedule, "contacts": weeks}), at=NOW)
    return course


@pytest.fixture
def responses(blinded, signed_in):
    """`responses()` is every answer to the patient, without what changes each time."""
    patient = signed_in("patient")

    def found():
        answers = {path: patient.get(f"/my/{blinded.pseudonym}/{path}") for path in PAGES}
        sent = {
            "id": str(UUID(int=len(answers))),
            "pain-nrs.average_pain": "4",
            "taken": "yes",
        }
        address = f"/my/{blinded.pseudonym}/tonight/"
        answers["save"] = patient.post(address, sent, headers={"accept": "application/json"})
        answers["reminders"] = patient.get(f"/reminders/{blinded.pseudonym}/")
        assert {one.status_code for one in answers.values()} <= {200, 201}
        return {path: _plain(path, answer.content) for path, answer in answers.items()}

    return found


def _plain(path, content):
    if path == "export/report/":
        pages = pypdf.PdfReader(BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).encode()
    return CHANGING.sub(b"", content)


def test_no_response_holds_an_arm_an_amount_or_the_order(responses):
    for path, content in responses().items():
        assert [one for one in TELLING if one in content] == [], path


def test_with_drug_and_placebo_exchanged_every_response_is_the_same(responses, blinded, enter):
    from caseline_web.courses.store import entries

    responses()  # the evening is saved from here on
    before = responses()
    doses = [one.content for one in entries(blinded, "dose")]
    assert {bool(one["amount"]) for one in doses} == {True, False}
    exchanged = [
        {**one, "amount": 0 if one["amount"] else 4, "placebo": bool(one["amount"])}
        for one in doses
    ]
    enter(*(("dose", one) for one in exchanged), at=NOW)
    assert responses() == before


def test_chart_answer_and_course_file_wait_for_the_end(blinded, signed_in):
    patient = signed_in("patient")
    page = patient.get(f"/my/{blinded.pseudonym}/course/").content.decode()
    assert "A part of your treatment is blinded." in page
    assert "<circle" in page  # the own answers, as points
    for path in ("course/chart.svg", "export/course/"):
        assert patient.get(f"/my/{blinded.pseudonym}/{path}").status_code == 404


def test_a_patient_who_is_blinded_cannot_say_which_dose_it_is(blinded, signed_in):
    patient = signed_in("patient")
    address = f"/my/{blinded.pseudonym}/events/"
    sent = {"what": "dose", "amount": "3"}
    assert patient.post(address, sent, headers={"accept": "application/json"}).status_code == 422


def test_the_own_data_hold_the_own_answers(blinded, signed_in):
    patient = signed_in("patient")
    told = json.loads(patient.get(f"/my/{blinded.pseudonym}/export/data/").content)
    assert "condition" not in str(told)
    kinds = {one["kind"] for one in told["entries"]}
    assert "visit" in kinds
    assert kinds & {"dose", "allocation", "treatment", "guess", "blinding"} == set()


def test_after_the_end_the_answer_is_told(blinded, clock, signed_in):
    clock("2025-09-01T19:14+00:00")
    page = signed_in("patient").get(f"/my/{blinded.pseudonym}/course/").content.decode()
    assert "A part of your treatment is blinded." not in page
    assert 'class="headline"' in page
