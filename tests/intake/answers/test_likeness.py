"""What texts are like, for what no lookup lists."""

from typing import Final

import pytest

from intake.answers import Field, Layer, Lexicon, Reader, said_for
from intake.answers.likeness import Likeness, learn
from tests.intake.answers.readers import TODAY

SELF: Final = ("i read them myself", "i can do it alone", "myself", "alone without anybody", "i do all by myself")
HELP: Final = ("my daughter reads them", "my daughter helps", "with my daughter", "my son reads for me", "a friend helps me with it")
SKILLS: Final = {"cooking": ("cook food", "i cook for many", "cooking rice"), "driving": ("drive a car", "i drive a truck", "driving taxi")}
LETTER: Final = Field("self_reliance.letter", "choice", ("self", "with_help"))
WORK: Final = Field("work.skills", "choices", ("cooking", "driving"))


def learned(*said: tuple[str, str]) -> Likeness | None:
    return learn((words.split(), (code,)) for words, code in said)


@pytest.fixture(scope="module")
def reader() -> Reader:
    lists = {"self_reliance.letter.self": SELF, "self_reliance.letter.with_help": HELP, "and": ("and",)}
    own = Layer("en", Lexicon(lists | {f"work.skills.{code}": phrases for code, phrases in SKILLS.items()}), {})
    known = {field.id: learn(said_for(field, [own])) for field in (LETTER, WORK)}
    return Reader(own, (), lambda field: known.get(field.id), lambda: TODAY)


def test_the_likeliest_code_comes_first_and_the_shares_add_up() -> None:
    likeness = learned(*((phrase, "self") for phrase in SELF), *((phrase, "help") for phrase in HELP))
    assert likeness is not None
    ranked = likeness.ranked(["my", "daughters", "help"])
    assert ranked[0].code == "help"
    assert sum(one.share for one in ranked) == pytest.approx(1)


def test_of_one_code_alone_nothing_can_be_learned() -> None:
    assert learned(("my daughter", "help"), ("my son", "help")) is None


def test_a_text_that_is_clearly_like_the_phrases_of_one_code_means_it(reader: Reader) -> None:
    assert reader.read(LETTER, "my daughter reads all of it for me").value == "with_help"


def test_a_text_between_two_codes_is_asked_back(reader: Reader) -> None:
    reading = reader.read(LETTER, "a friend or i alone")
    assert reading.value is None
    assert set(reading.candidates) == {"self", "with_help"}


@pytest.mark.parametrize("text", ["42", "!!"])
def test_what_is_like_nothing_is_not_read(reader: Reader, text: str) -> None:
    assert reader.read(LETTER, text).problem == "not_read"


@pytest.mark.parametrize("text", ["cooked rice and food, drove a car and a truck", "a truck driver cooking rice"])
def test_all_that_a_text_holds_is_found_with_and_without_an_and(reader: Reader, text: str) -> None:
    assert reader.read(WORK, text).value == ["cooking", "driving"]
