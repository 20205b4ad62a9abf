"""Dutch and English are easy to read, as far as a formula can tell: the Flesch reading ease (1948), for Dutch as Douma (1960) set it."""

import re
from dataclasses import dataclass
from statistics import median

import pyphen
import pytest

from intake.wording import wording

SHORTEST = 8  # words: the formula says nothing of less
EASIEST_ALLOWED = 45  # of each text: one long word in a short sentence costs twenty points
MEDIAN = 75  # 'fairly easy' begins at 70


@dataclass(frozen=True)
class Flesch:
    """`base` - `sentence` x words in a sentence - `syllable` x syllables in a word; the higher the easier."""

    base: float
    sentence: float
    syllable: float
    hyphenation: str


FORMULAS = {"nl": Flesch(206.84, 0.93, 77, "nl_NL"), "en": Flesch(206.835, 1.015, 84.6, "en_US")}


def ease(text: str, formula: Flesch) -> float:
    syllables = pyphen.Pyphen(lang=formula.hyphenation)
    words = re.findall(r"[^\W\d_]+", text)
    sentences = [part for part in re.split(r"[.?!:]+\s|\n+", text) if part.strip()]
    parts = sum(len(syllables.positions(word)) + 1 for word in words)
    return formula.base - formula.sentence * len(words) / len(sentences) - formula.syllable * parts / len(words)


def eases(language: str) -> dict[str, float]:
    """Of each text that is long enough, by key."""
    texts = wording(language).texts.items()
    return {key: ease(text, FORMULAS[language]) for key, text in texts if len(text.split()) >= SHORTEST}


@pytest.mark.parametrize("language", FORMULAS)
def test_no_text_is_hard_to_read(language: str) -> None:
    hard = {key: round(found) for key, found in eases(language).items() if found < EASIEST_ALLOWED}
    assert hard == {}


@pytest.mark.parametrize("language", FORMULAS)
def test_the_texts_together_are_fairly_easy(language: str) -> None:
    assert median(eases(language).values()) >= MEDIAN


def test_a_text_of_officials_would_be_refused() -> None:
    text = "De gemeente verstrekt uitsluitend informatie omtrent de inburgeringsverplichtingen overeenkomstig de uitvoeringsregelingen."
    assert ease(text, FORMULAS["nl"]) < EASIEST_ALLOWED
