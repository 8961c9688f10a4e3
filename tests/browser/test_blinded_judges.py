"""Pages that are there only for a while, before axe and the W3C Nu checker in both languages."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.browser.patients import sign_in
from tests.judges import axe_complaints, nu_complaints

BLINDED = {"patient": "blinded", "clinician": "blinded", "rater": "blinded"}


@pytest.fixture(scope="module")
def blinded_demo(patient_demo, browser):
    """The demo, in which a program of the clinician says that the open course is blinded."""
    page = browser.new_page(locale="en-GB")
    sign_in(page, patient_demo, "^clinician")
    page.goto(f"{patient_demo}/accounts/programs/")
    page.get_by_label("What it is for").fill("a test")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("[role=status] code").inner_text()
    sent = page.request.post(
        f"{patient_demo}/api/courses/demo-open/submissions",
        headers={"Authorization": f"Bearer {token}"},
        data={
            "id": str(uuid4()),
            "entered_at": datetime.now(UTC).isoformat(),
            "parts": [{"kind": "blinding", "content": BLINDED}],
        },
    )
    assert sent.status == 201
    page.context.close()
    return patient_demo


def complaints_of(page, written):
    """What the judges say of the page that stands, which is in the language asked for."""
    return axe_complaints(page) + nu_complaints(written)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    ("who", "paths"),
    [
        ("clinician", ("clinic/demo-open/unblind/", "clinic/demo-open/")),
        ("Demo 1", ("my/demo-open/course/", "my/demo-open/events/")),
    ],
)
def test_no_judge_complains_while_a_course_is_blinded(
    who, paths, lang, page, blinded_demo, tmp_path
):
    sign_in(page, blinded_demo, who)
    page.context.add_cookies([{"name": "django_language", "value": lang, "url": blinded_demo}])
    for path in paths:
        answer = page.goto(f"{blinded_demo}/{path}")
        assert (answer.status, page.locator("html").get_attribute("lang")) == (200, lang), path
        written = tmp_path / "page.html"
        written.write_bytes(answer.body())
        assert complaints_of(page, written) == [], path


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_judge_complains_of_the_page_that_asks_for_a_code_by_mail(
    lang, page, patient_demo, tmp_path
):
    page.context.add_cookies([{"name": "django_language", "value": lang, "url": patient_demo}])
    page.goto(f"{patient_demo}/accounts/login/code/")
    page.locator("input[name=email]").fill("nobody@clinic.example")
    page.locator("main form button").first.click()
    page.wait_for_url("**/accounts/login/code/confirm/**")
    answer = page.reload()
    assert page.locator("html").get_attribute("lang") == lang
    written = tmp_path / "page.html"
    written.write_bytes(answer.body())
    assert complaints_of(page, written) == []
