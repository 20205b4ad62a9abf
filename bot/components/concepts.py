"""What the words of a message stand for, whatever its language: so that what was learned in one language helps in another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from intake.answers.lexicon import function_words
from intake.answers.phrases import Phrases, split

Lookups = Mapping[str, Sequence[str]]  # name of a lookup -> its phrases

_SMALL_WORDS: Final = ("not", "not_after", "and", "or", "since", "until", "every_day", "weekend", "this_year", "last_year", "filler")
# Lookups of which only the kind matters: a country, not which one.
_KINDS: Final = {"number", "month", "country", "isco", "day", "part_of_day", "child", "unit"}
_MANY: Final = 6


class Concepts:
    """Finds the lookups of a language in a text."""

    def __init__(self, language: str, lookups: Lookups) -> None:
        self._language = language
        phrases: Phrases[str] = Phrases()
        for name, listed in lookups.items():
            for phrase in listed:
                phrases.add(phrase, concept(name))
        for name in _SMALL_WORDS:
            for phrase in function_words(language)[name]:
                phrases.add(phrase, name)
        self._phrases = phrases.packed()

    def in_text(self, text: str) -> Iterator[str]:
        """Names of concepts in order of place; then how long the text is, whether it is all explained, and whether it has a digit."""
        small = function_words(self._language)
        words = split(text, self._phrases, small["prefix"], small["suffix"]).words
        explained = 0
        for match in self._phrases.find(words):
            yield from dict.fromkeys(match.payloads)
            explained += match.end - match.start
        yield f"words.{min(len(words), _MANY)}"
        if explained == len(words):
            yield "all"
        if any(character.isdigit() for character in text):
            yield "digit"


def concept(lookup: str) -> str:
    """'country.SY' -> 'country'; 'work.skills.care' -> 'work.skills'; 'language.ar' -> 'language'."""
    kind, _, rest = lookup.partition(".")
    if kind in _KINDS or not rest:
        return kind
    return lookup.rpartition(".")[0]
