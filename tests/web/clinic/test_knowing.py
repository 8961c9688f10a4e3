"""Safety questions that are answered again, and who a patient is: seen, put right, erased."""

import re
from datetime import date

import pytest

pytestmark = pytest.mark.extra

OPIOID = "Naltrexone blocks opioids"
NAMES = ("opioid", "liver", "kidney", "pregnancy", "surgery", "suicide", "trial-rules")


@pytest.fixture
def safety(clinician, course):
    """`safety(opioid="yes")` answers the questions; those that are not named stay not known."""

    def seen():
        told = clinician.get(f"/clinic/{course.pseudonym}/safety/").content.decode()
        return dict(re.findall(r'name="initial-([a-z-]+)" value="([a-z ]+)"', told))

    def sent(shown=None, why="", **answers):
        told = dict.fromkeys(NAMES, "not known") | answers
        was = {f"initial-{name}": one for name, one in (shown or seen()).items()}
        answer = clinician.post(f"/clinic/{course.pseudonym}/safety/", {**told, **was, "why": why})
        assert answer.status_code == 302
        return clinician.get(f"/clinic/{course.pseudonym}/").content.decode()

    return sent


def test_what_nobody_was_asked_is_not_known(clinician, course, running):
    text = clinician.get(f"/clinic/{course.pseudonym}/").content.decode()
    assert "7 safety questions without an answer" in text
    assert OPIOID in text
    assert "safety reminder" not in clinician.get("/clinic/").content.decode()


def test_a_question_is_answered_later_and_answered_again(safety, running):
    text = safety(opioid="yes")
    assert "6 safety questions without an answer" in text
    assert f"diarrhoea medicine (loperamide type)? yes:</strong> {OPIOID}" in text
    assert OPIOID not in safety(opioid="no", why="a mix-up")


def test_why_a_yes_no_longer_holds_is_asked_where_there_is_one(safety, running, clinician, course):
    def asked():
        page = clinician.get(f"/clinic/{course.pseudonym}/safety/").content.decode()
        return "Why a yes no longer holds" in page

    assert not asked()
    safety(opioid="yes")
    assert asked()


def test_a_yes_is_not_taken_back_without_a_reason(safety, running, clinician, course):
    from caseline_web.courses.store import entries, history

    safety(opioid="yes")
    told = {"opioid": "no", "initial-opioid": "yes"}
    rest = {name: "not known" for one in NAMES[1:] for name in (one, f"initial-{one}")}
    answer = clinician.post(f"/clinic/{course.pseudonym}/safety/", told | rest)
    assert "A yes that no longer holds needs a reason" in answer.content.decode()
    assert 'name="initial-opioid" value="yes"' in answer.content.decode()
    assert [one.content["answer"] for one in entries(course, "prompt")] == ["yes"]
    safety(opioid="no", why="a mix-up")
    assert [one.reason for one in history(course, "prompt")] == ["", "a mix-up"]


def test_what_an_older_page_shows_and_nobody_touched_there_takes_nothing_back(
    safety, running, course
):
    from caseline_web.courses.store import entries

    older = dict.fromkeys(NAMES, "not known") | {"opioid": "no"}
    safety(opioid="no")
    safety(opioid="yes")
    assert OPIOID in safety(shown=older, opioid="no", liver="no")
    told = {one.content["prompt"]: one.content["answer"] for one in entries(course, "prompt")}
    assert told == {"opioid": "yes", "liver": "no"}


@pytest.mark.parametrize("older", [dict.fromkeys(["opioid"], "not known"), {"none": "said"}])
def test_what_somebody_else_answered_meanwhile_is_not_answered_over(older, safety, running, course):
    from caseline_web.courses.store import entries

    safety(opioid="yes")
    assert OPIOID in safety(shown=older, opioid="no", why="asked")
    assert [one.content["answer"] for one in entries(course, "prompt")] == ["yes"]


def test_thoughts_of_death_stand_before_all_other_reminders(safety, running):
    text = safety(opioid="yes", suicide="yes")
    assert text.index("Speak about it today") < text.index(OPIOID)


def test_what_stays_as_it_was_is_no_new_entry(safety, running, course):
    from caseline_web.courses.store import history

    safety(opioid="no", liver="no")
    safety(opioid="no", liver="yes")
    told = [(one.content["prompt"], one.content["answer"]) for one in history(course, "prompt")]
    assert told == [("opioid", "no"), ("liver", "no"), ("liver", "yes")]


def test_a_no_clears_nobody_who_takes_an_opioid(safety, running, enter):
    enter(("co_treatment", {"name": "Tramadol"}))
    assert f"<strong>Tramadol:</strong> {OPIOID}" in safety(opioid="no")


@pytest.fixture
def named(course, account):
    """The course's patient has a name."""
    from caseline_web.people.models import IdentityRow

    IdentityRow.objects.create(user=account("patient"), name="Erika Mustermann")


def test_name_address_and_birth_date_are_put_right_and_told_to_the_trail(
    clinician, course, named, account
):
    from caseline_web.audit import chain
    from caseline_web.people.store import Identity, identity_of

    address = f"/clinic/{course.pseudonym}/identity/"
    assert 'value="Erika Mustermann"' in clinician.get(address).content.decode()
    told = {"name": "Erika Muster", "email": "e@example.org", "birth_date": "1970-02-01"}
    assert clinician.post(address, told | {"initial-name": "Erika Mustermann"}).status_code == 302
    found = identity_of(account("patient").pk)
    assert found == Identity("Erika Muster", "e@example.org", date(1970, 2, 1))
    newest = next(iter(chain.events(chain.CLINIC)))
    assert newest.what == "corrected identity"
    assert "Erika" not in str(list(chain.events(course.pseudonym)))


def test_without_a_name_nothing_is_put_right(clinician, course, named, account):
    from caseline_web.people.store import identity_of

    answer = clinician.post(f"/clinic/{course.pseudonym}/identity/", {"name": ""})
    assert answer.status_code == 200
    assert identity_of(account("patient").pk).name == "Erika Mustermann"


@pytest.fixture
def identity(clinician, course, named):
    """`identity(name="…")` changes one field of the page as it is, or of an older `page`."""

    def opened():
        text = clinician.get(f"/clinic/{course.pseudonym}/identity/").content.decode()
        told = dict(re.findall(r'name="(initial-\w+)" value="([^"]*)"', text))
        names = ("name", "email", "birth_date")
        return {f"initial-{name}": told.get(f"initial-{name}", "") for name in names}

    def sent(page=None, **changed):
        shown = page or opened()
        told = {name.removeprefix("initial-"): value for name, value in shown.items()}
        address = f"/clinic/{course.pseudonym}/identity/"
        answer = clinician.post(address, {**shown, **told, **changed}, follow=True)
        return answer.content.decode()

    sent.opened = opened
    return sent


def test_of_who_somebody_is_only_what_was_changed_is_written(identity, account):
    from caseline_web.people.store import identity_of

    older = identity.opened()
    identity(email="new@example.org")
    assert "Saved." in identity(page=older, name="Erika Muster")
    found = identity_of(account("patient").pk)
    assert (found.name, found.email) == ("Erika Muster", "new@example.org")
    assert "Somebody else changed this meanwhile" in identity(page=older, email="late@example.org")
    assert identity_of(account("patient").pk).email == "new@example.org"


@pytest.mark.parametrize(("here", "said"), [(True, "Another patient"), (False, "cannot be used")])
def test_an_address_that_another_patient_has_is_refused(here, said, identity, account, clinic):
    from caseline_web.people.models import OrganisationRow
    from caseline_web.people.store import Identity, enrol, identity_of, patient_with_email

    of = clinic if here else OrganisationRow.objects.create(name="Another", zone="Europe/Vienna")
    other = enrol(of, Identity("Max", "both@example.org", None), "en", account("clinician"))
    text = identity(email="Both@Example.org")
    assert said in text
    assert "signs in by pairing a phone" in text
    assert here or "Another patient" not in text
    assert identity_of(account("patient").pk).email == ""
    assert patient_with_email("both@example.org") == other


@pytest.mark.parametrize("way", ["enrolled", "put right"])
def test_an_address_that_somebody_was_given_meanwhile_is_refused_by_the_store(
    way, account, clinic, named
):
    from caseline_web.people.store import Identity, SharedError, enrol, identity_of, put_right

    by, who = account("clinician"), Identity("Max", "both@example.org", None)
    first = enrol(clinic, who, "en", by)
    with pytest.raises(SharedError):
        if way == "enrolled":
            enrol(clinic, who, "en", by)
        else:
            put_right(account("patient"), who, by)
    put_right(first, Identity("Max Muster", "Both@example.org", None), by)  # it is their own
    assert identity_of(first.pk).name == "Max Muster"


@pytest.mark.parametrize(
    "page",
    ["consent", "edit/life_event", "forms", "from-paper/phq4", "safety", "versions", "unblind"],
)
def test_a_page_says_about_whom_it_is(page, clinician, course, named, running, enter):
    enter(("blinding", {"patient": "blinded"}))
    text = clinician.get(f"/clinic/{course.pseudonym}/{page}/").content.decode()
    assert f'<p class="whose"><a href="/clinic/{course.pseudonym}/">Erika Mustermann</a>' in text


def test_so_do_the_pages_of_pairing_and_of_reminders(clinician, course, named):
    for page in (f"/accounts/pair/{course.pseudonym}/", f"/reminders/{course.pseudonym}/sent/"):
        assert ">Erika Mustermann</a>" in clinician.get(page).content.decode(), page


def test_the_administrator_finds_the_way_to_erase_a_person(
    signed_in, course, named, account, monkeypatch
):
    from caseline_web.people.store import identity_of

    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    browser, who = signed_in("administrator"), f"/clinic/{course.pseudonym}/identity/"
    erase = f"/my/{course.pseudonym}/delete/"
    assert f'href="{who}"' in browser.get("/operation/").content.decode()
    assert f'href="{erase}"' in browser.get(who).content.decode()
    page = browser.get(erase).content.decode()
    assert f"/my/{course.pseudonym}/tonight/" not in page  # no way to what is not theirs
    assert "export_person" in page
    assert "Erika Mustermann" in page
    asked = browser.post(erase).content.decode()
    assert "Are you sure?" in asked
    assert identity_of(account("patient").pk).name == "Erika Mustermann"
    answer = browser.post(erase, {"sure": "yes"}, follow=True)
    assert "It is erased." in answer.content.decode()
    assert identity_of(account("patient").pk) is None
    assert browser.get(who).status_code == 404
