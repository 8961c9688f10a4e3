"""What scores and items are called: in both languages, and the same everywhere."""

import re
import shutil

import pytest

from caseline.errors import InstrumentError
from caseline.instruments import Name, instrument, instruments, read_instrument
from caseline.instruments.catalogue import DATA

SHIPPED = pytest.mark.parametrize("one", instruments(), ids=lambda one: one.id)
FM30 = ("pain", "sleep", "energy", "depression", "anxiety", "memory")


def names(one, lang):
    return [one.name(rule.id, lang) for rule in one.scores]


@SHIPPED
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_score_has_a_name_of_its_own(one, lang):
    assert {rule.id for rule in one.scores} <= one.names[lang].keys()
    assert len({name.label for name in names(one, lang)}) == len(one.scores)


@SHIPPED
def test_a_german_sentence_begins_with_an_article_and_uses_the_words_of_the_label(one):
    for name in one.names["de"].values():
        assert re.match(r"(?:Der|Die|Das) \w", name.subject), name
        assert abbreviation(name.label) == abbreviation(name.subject)
        assert stems(name.label) <= stems(name.subject), name


def abbreviation(text):
    """What stands in brackets at the end."""
    return re.findall(r"\([^)]+\)$", text)


def stems(text):
    """The words of a text without their endings: "stärkster" and "stärkste" are one."""
    words = re.findall(r"\w{4,}", text.lower())
    return {re.sub(r"(?:er|es|en|e|r|s)$", "", word) for word in words}


@SHIPPED
def test_what_has_an_english_name_has_a_german_one(one):
    assert one.names["en"].keys() == one.names["de"].keys()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_items_of_the_fiqr_that_stand_for_a_part_of_fm30_have_names(lang):
    assert set(FM30) <= instrument("fiqr").names[lang].keys()


def test_a_text_serves_as_label_and_in_sentences():
    assert instrument("isi").name("total", "en") == Name("Insomnia (ISI)", "Insomnia (ISI)")


def test_what_nobody_named_is_called_by_its_instrument_and_its_id():
    plain = "Insomnia Severity Index, total"

    assert instrument("isi").name("total", "fr") == Name(plain, plain)


@pytest.fixture
def folder(tmp_path):
    """An instrument's folder, to be changed."""
    copied = tmp_path / "isi@1993.1"
    shutil.copytree(DATA / copied.name, copied)
    return copied


def test_an_instrument_needs_no_names(folder):
    (folder / "names.toml").unlink()

    assert read_instrument(folder).names == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '[en]\ntoatl = "Insomnia"\n',
            "en > toatl: is neither a score nor an item of this instrument",
        ),
        ("[en]\ntotal = 7\n", "en > total: found a number, a text in quotes is needed"),
        (
            '[en]\ntotal = { label = "Insomnia" }\n',
            "en > total > subject: is missing, a text in quotes is needed",
        ),
        (
            '[en]\ntotal = { label = "a", subject = "b", lable = "c" }\n',
            "en > total: unknown key 'lable', did you mean 'label'?",
        ),
        ('en = "Insomnia"\n', "en: found a text, a table [en] is needed"),
    ],
)
def test_wrong_names_are_refused_in_one_sentence(folder, content, sentence):
    (folder / "names.toml").write_text(content, encoding="utf-8")

    with pytest.raises(InstrumentError) as refused:
        read_instrument(folder)

    assert str(refused.value) == f"isi@1993.1/names.toml: {sentence}"
