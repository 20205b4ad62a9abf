"""Finding listed phrases, as whole words, in a text."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, Generic, TypeVar

from intake.answers.fold import PAUSE, POINT, SPAN, fold, paused, soften

Payload = TypeVar("Payload")

# Scripts written without spaces: each character is a word, so that a phrase is found anywhere.
_SPACELESS: Final = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_GROUPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[., ]\d{3})+(?!\d)(?![.,]\d)")
_DECIMAL: Final = re.compile(r"(?<![\d.,/-])(\d+)[.,](\d{1,2})(?!\d)(?![.,/-]\d)")
_FRACTION: Final = re.compile(r"(?<![\d/.])([13])/([24])(?![\d/.])")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)\s*-\s*'?\s*(?=\d)")
_WITH_UNIT: Final = re.compile(r"(\d+(?:\.\d+)?)(\D+)")
_ARABIC_ARTICLE: Final = "ال"
_ARABIC_AND: Final = "و"
_ONE: Final = "واحد"

DASH: Final = "-"


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words; `pauses` are the indices of words that follow punctuation."""

    words: tuple[str, ...]
    pauses: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Match(Generic[Payload]):
    """Words `start` up to `end` are a listed phrase, which stands for each of `payloads`."""

    start: int
    end: int
    payloads: tuple[Payload, ...]


class Phrases(Generic[Payload]):
    """Phrases and what they stand for. Of the same phrase in several layers (languages), the lowest layer counts.

    `words` are all words of the phrases, `spelled` the phrases by key as one string.
    """

    def __init__(self) -> None:
        self._payloads: dict[tuple[str, ...], list[Payload]] = {}
        self._layers: dict[tuple[str, ...], int] = {}
        self._longest: dict[str, int] = {}
        self.words: set[str] = set()
        self.spelled: dict[tuple[str, ...], str] = {}

    def add(self, phrase: str, payload: Payload, layer: int = 0) -> None:
        """Lists a phrase as written by people; one that folds to nothing is left out."""
        self.add_words(words_of(phrase), payload, layer)

    def add_words(self, key: tuple[str, ...], payload: Payload, layer: int = 0) -> None:
        if not key or self._layers.setdefault(key, layer) < layer:
            return
        payloads = self._payloads.setdefault(key, [])
        if payload in payloads:
            return
        payloads.append(payload)
        self.spelled[key] = " ".join(key)
        self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
        self.words.update(key)

    def get(self, key: tuple[str, ...]) -> tuple[Payload, ...]:
        return tuple(self._payloads.get(key, ()))

    def find(self, words: Sequence[str]) -> list[Match[Payload]]:
        """The matches in order of place, none overlapping; of overlapping ones the longest is kept."""
        found = [match for start in range(len(words)) if (match := self._longest_at(words, start))]
        taken: set[int] = set()
        kept = []
        for match in sorted(found, key=lambda match: match.start - match.end):
            place = range(match.start, match.end)
            if taken.isdisjoint(place):
                taken.update(place)
                kept.append(match)
                continue
            # The longest phrase here runs into a longer one: a shorter phrase may still fit.
            shorter = self._longest_at(words, match.start, next((i for i in place if i in taken), match.start))
            if shorter:
                taken.update(range(shorter.start, shorter.end))
                kept.append(shorter)
        return sorted(kept, key=lambda match: match.start)

    def _longest_at(self, words: Sequence[str], start: int, end: int | None = None) -> Match[Payload] | None:
        longest = self._longest.get(words[start], 0)
        for stop in range(min(start + longest, len(words) if end is None else end), start, -1):
            payloads = self._payloads.get(tuple(words[start:stop]))
            if payloads:
                return Match(start, stop, tuple(payloads))
        return None


def words_of(phrase: str) -> tuple[str, ...]:
    """A listed phrase as words, in the form in which texts are compared."""
    return tuple(word for chunk in _SPACELESS.sub(r" \1 ", fold(phrase)).split() for word in _plain_words(chunk))


def _plain_words(folded: str) -> Iterator[str]:
    """A word without the Arabic article, and with a leading Arabic 'and' as a word of its own."""
    if len(folded) > 3 and folded.startswith(_ARABIC_AND) and not folded.startswith(_ONE):
        yield _ARABIC_AND
        folded = folded.removeprefix(_ARABIC_AND)
    yield folded.removeprefix(_ARABIC_ARTICLE) if len(folded) > 4 else folded


def split(text: str, known: Collection[str], prefixes: Iterable[str] = (), *, softened: bool = False) -> Words:
    """A person's text as words.

    What is written onto a word (Arabic 'and', 'in'; a number before a unit) is taken off where the rest is in `known`.
    Numbers lose their grouping ('1.000') and keep a decimal point. `softened`: the text was softened already, to look for
    numbers and dates, and a dash between digits is the word '-'.
    """
    soft = text if softened else soften(text)
    soft = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), soft)
    soft = _DECIMAL.sub(rf"\1{POINT}\2", soft)
    soft = _FRACTION.sub(lambda match: str(int(match[1]) / int(match[2])).replace(".", POINT), soft)
    if softened:
        soft = _BETWEEN_DIGITS.sub(f" {SPAN} ", soft)
    words: list[str] = []
    pauses: set[int] = set()
    for chunk in _SPACELESS.sub(r" \1 ", paused(soft)).split():
        if chunk == PAUSE:
            pauses.add(len(words))
            continue
        words.extend(_parts(chunk.replace(POINT, "."), known, prefixes))
    return Words(tuple(words), frozenset(pauses - {0, len(words)}))


def _parts(chunk: str, known: Collection[str], prefixes: Iterable[str]) -> Iterator[str]:
    if chunk == SPAN:
        yield DASH
        return
    *joined, word = _plain_words(chunk)
    yield from joined
    yield from (word,) if word in known else _without_affixes(word, known, prefixes)


def _without_affixes(word: str, known: Collection[str], prefixes: Iterable[str]) -> Sequence[str]:
    with_unit = _WITH_UNIT.fullmatch(word)
    if with_unit and with_unit[2] in known:
        return with_unit.groups()
    for prefix in prefixes:
        *_, rest = _plain_words(word.removeprefix(prefix))
        if word.startswith(prefix) and (rest in known or rest.isdecimal()):
            return prefix, rest
    return (word,)


def is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()


def windows(words: Sequence[str], longest: int) -> Iterator[tuple[int, int]]:
    """All stretches (start, end) of up to `longest` words."""
    for size in range(1, longest + 1):
        yield from zip(range(len(words) - size + 1), count(size), strict=False)
