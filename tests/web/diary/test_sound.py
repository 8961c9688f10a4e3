"""The pages that no journey in the browser passes by are sound HTML, in both languages."""

import pytest

from tests.web.diary.conftest import link_of, pain

pytestmark = pytest.mark.extra


@pytest.fixture
def answers(running, patient, client, send):
    """What is answered to a link, to what cannot be taken, and where everything is erased."""

    def of(language):
        told = {"headers": {"accept-language": language}}
        link = link_of(running)
        mine = f"/my/{running.pseudonym}"
        send("tonight", pain(worst="11"))
        return (
            client.get(link, **told),
            client.post(link, pain(), **told),
            client.post(link, pain(worst="12"), **told),
            client.get("/my/e/x/", **told),
            patient.post(f"{mine}/tonight/", pain(worst="13"), **told),
            patient.get(f"{mine}/inbox/", **told),
            patient.post(f"{mine}/delete/", **told),
            patient.get(f"{mine}/course/", **told),
        )

    return of


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_nu_checker_finds_no_fault(answers, nu_checker, tmp_path, language):
    written = []
    for number, answer in enumerate(answers(language)):
        assert f'<html lang="{language}">' in answer.content.decode()
        page = tmp_path / f"{number}.html"
        page.write_bytes(answer.content)
        written.append(page)
    assert nu_checker(*written) == []
