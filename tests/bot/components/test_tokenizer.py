"""Words, as each language divides them."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.asked import Asked, current
from bot.components.language import DETECTED
from bot.components.tokenizer import SpacyTokenizer, blank
from intake.settings import settings

TOKENIZER = SpacyTokenizer(SpacyTokenizer.get_default_config())


def words(text: str, **known: object) -> list[str]:
    return [token.text for token in TOKENIZER.tokenize(Message({"text": text, **known}), "text")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Ik heb 's avonds tijd.", ["Ik", "heb", "'s", "avonds", "tijd", "."]),
        ("en", "I don't know.", ["I", "do", "n't", "know", "."]),
        ("ar", "بنتين وولد؟", ["بنتين", "وولد", "؟"]),
        ("es", "¿Cómo está?", ["¿", "Cómo", "está", "?"]),
        ("fa-AF", "سلام دنیا", ["سلام", "دنیا"]),
        ("ti", "ሰላም ዓለም።", ["ሰላም", "ዓለም", "።"]),
        ("ckb", "سڵاو جیهان.", ["سڵاو", "جیهان", "."]),
    ],
)
def test_a_text_is_divided_by_the_rules_of_its_language(language: str, text: str, expected: list[str]) -> None:
    assert words(text, language=language) == expected


def test_the_language_of_an_example_goes_before_that_of_the_talk_and_that_before_what_the_text_looks_like() -> None:
    token = current.set(Asked("en"))
    try:
        assert words("I don't", language="nl", **{DETECTED: {"name": "es"}}) == ["I", "don't"]
        assert words("I don't", **{DETECTED: {"name": "nl"}}) == ["I", "do", "n't"]
    finally:
        current.reset(token)
    assert words("I don't", **{DETECTED: {"name": "en"}}) == ["I", "do", "n't"]


def test_a_language_that_nobody_knows_is_divided_at_spaces_and_punctuation() -> None:
    assert words("aa bb, cc") == ["aa", "bb", ",", "cc"]


# spaCy's name for it, or the rules for any language ('xx') where it has none.
OTHER_RULES = {"fa-AF": "fa", "ku": "kmr", "ps": "xx", "ckb": "xx", "so": "xx"}


@pytest.mark.parametrize("language", settings().languages)
def test_each_offered_language_has_rules_of_its_own(language: str) -> None:
    assert blank(language).lang == OTHER_RULES.get(language, language)


def test_each_word_knows_its_place() -> None:
    assert [(token.start, token.end) for token in TOKENIZER.tokenize(Message({"text": "aa  bb"}), "text")] == [(0, 2), (4, 6)]


@pytest.mark.parametrize("text", ["", " ", "😀", "\u202e"])
def test_a_text_without_words_is_divided_too(text: str) -> None:
    assert len(words(text)) <= 1
