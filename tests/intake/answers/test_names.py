import pytest

from intake.answers import Field
from tests.intake.answers.readers import arabic, english, of

LANGUAGE = Field("language.mother_tongue", "language")
LANGUAGES = Field("language.other_languages", "languages")
COUNTRY = Field("work.jobs.country", "country")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dari", "fa-AF"),
        ("Persian", "fa"),
        ("farsi", "fa"),
        ("kurmanji", "ku"),
        ("Soranî", "ckb"),
        ("Soomaali", "so"),
        ("Arabisch", "ar"),
        ("Türkçe", "tr"),
    ],
)
def test_languages_are_known_by_their_names_in_several_languages(text: str, code: str) -> None:
    assert english().read(LANGUAGE, text).value == code


@pytest.mark.parametrize("text", ["Kurdish", "Koerdisch", "کوردی"])
def test_kurdish_alone_is_asked_back(text: str) -> None:
    assert english().read(LANGUAGE, text).candidates == ("ku", "ckb")


def test_kurdish_with_its_variety_is_certain() -> None:
    assert english().read(LANGUAGE, "kurdish kurmanji").value == "ku"


def test_two_languages_for_one_are_candidates() -> None:
    assert english().read(LANGUAGE, "Arabic and English").candidates == ("ar", "en")


def test_languages_come_in_the_order_in_which_they_were_said() -> None:
    assert english().read(LANGUAGES, "French, a bit of arabik and Dutch").value == ["fr", "ar", "nl"]


def test_none_is_no_language() -> None:
    assert english().read(LANGUAGES, "none").value == []


def test_a_denied_language_is_left_out() -> None:
    assert english().read(LANGUAGES, "no english or french but arabic").value == ["ar"]
    assert english().read(LANGUAGES, "not english").problem == "not_read"


def test_a_short_name_inside_another_word_or_sentence_is_not_taken() -> None:
    assert of("nl").read(LANGUAGE, "ik ga naar school").problem == "not_read"
    assert english().read(COUNTRY, "my uncle Chadwick").value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Siria", None),
        ("Syrië", "SY"),
        ("سوريا", "SY"),
        ("Deutschland", "DE"),
        ("South Sudan", "SS"),
        ("Myanmar", "MM"),
        ("i lived in lebanonn", "LB"),
    ],
)
def test_countries_are_known_in_english_dutch_and_their_own_language(text: str, code: str | None) -> None:
    reading = english().read(COUNTRY, text)
    assert reading.value == code
    assert code or "SY" in reading.candidates


def test_a_lookup_adds_a_country_name() -> None:
    assert english(country__SY=["sham"]).read(COUNTRY, "Sham").value == "SY"


def test_an_arabic_preposition_may_be_written_onto_the_name() -> None:
    assert arabic().read(COUNTRY, "بسوريا").value == "SY"


def test_chinese_names_are_found_without_spaces() -> None:
    assert of("zh").read(COUNTRY, "我来自叙利亚").value == "SY"


def test_thai_names_are_found_without_spaces() -> None:
    assert of("th").read(LANGUAGE, "ฉันพูดภาษาไทย").value == "th"
