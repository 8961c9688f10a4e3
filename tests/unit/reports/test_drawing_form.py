"""The form as a PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from caseline.reports.drawing_form import form_pdf

pytestmark = pytest.mark.extra


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Where does it hurt?"), ("de", "Wo tut es weh?")]
)
def test_it_is_one_tagged_a4_page_in_its_language(lang, said):
    read = PdfReader(BytesIO(form_pdf("male", lang=lang)))

    (page,) = read.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    assert said in page.extract_text()
    assert "caseline form 1 male" in page.extract_text()
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert read.root_object["/Lang"] == lang


def test_the_same_form_is_the_same_file():
    assert form_pdf() == form_pdf()
