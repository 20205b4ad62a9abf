"""Finding listed phrases, as whole words, in a text."""

import re
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final, Generic, Self, TypeVar

from marisa_trie import Trie

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


class _Packed(Generic[Payload]):
    """What a dictionary from strings holds, in a tenth of its room; for reading only."""

    def __init__(self, entries: Mapping[str, Payload]) -> None:
        self._trie = Trie(entries)
        self._values = list(dict.fromkeys(entries.values()))
        place = {value: number for number, value in enumerate(self._values)}
        self._places = array("I", (place[entries[self._trie.restore_key(number)]] for number in range(len(entries))))

    def __contains__(self, key: object) -> bool:
        return key in self._trie

    def __iter__(self) -> Iterator[str]:
        return iter(self._trie)

    def get(self, key: str, default: Payload) -> Payload:
        number = self._trie.get(key)
        return default if number is None else self._values[self._places[number]]


class Phrases(Generic[Payload]):
    """Phrases and what they stand for. Of the phrases of those `beneath`, each counts where none above lists the same.

    `word in phrases` tells whether any phrase has that word.
    """

    def __init__(self, *beneath: "Phrases[Payload]") -> None:
        self._payloads: dict[str, tuple[Payload, ...]] | _Packed[tuple[Payload, ...]] = {}  # by the words with spaces between
        self._longest: dict[str, int] | _Packed[int] = {}  # by word, how many words the longest phrase has that begins with it
        self._beneath = beneath

    def packed(self) -> Self:
        """Itself, with those beneath it, in little room; nothing can be added then."""
        if isinstance(self._payloads, dict) and isinstance(self._longest, dict):
            self._payloads, self._longest = _Packed(self._payloads), _Packed(self._longest)
        for phrases in self._beneath:
            phrases.packed()
        return self

    def add(self, phrase: str, payload: Payload) -> None:
        """Lists a phrase as written by people; one that folds to nothing is left out."""
        assert isinstance(self._payloads, dict)
        assert isinstance(self._longest, dict)
        words = words_of(phrase)
        key = " ".join(words)
        payloads = self._payloads.get(key, ())
        if not words or payload in payloads:
            return
        self._payloads[key] = (*payloads, payload)
        for word in words:
            self._longest.setdefault(word, 0)
        self._longest[words[0]] = max(self._longest[words[0]], len(words))

    def __contains__(self, word: object) -> bool:
        return word in self._longest or any(word in phrases for phrases in self._beneath)

    def __iter__(self) -> Iterator[str]:
        """The phrases, each as its words with spaces between; one that is listed here and beneath comes twice."""
        return chain(self._payloads, *self._beneath)

    def get(self, *words: str) -> tuple[Payload, ...]:
        return self.of(" ".join(words))

    def of(self, spelled: str) -> tuple[Payload, ...]:
        """What a phrase stands for that is given as its words with spaces between; empty for one that is not listed."""
        found = self._payloads.get(spelled, ())
        return found or next((payloads for phrases in self._beneath if (payloads := phrases.of(spelled))), ())

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
        longest = self._longest_from(words[start])
        for stop in range(min(start + longest, len(words) if end is None else end), start, -1):
            payloads = self.get(*words[start:stop])
            if payloads:
                return Match(start, stop, payloads)
        return None

    def _longest_from(self, word: str) -> int:
        return max(self._longest.get(word, 0), *(phrases._longest_from(word) for phrases in self._beneath), 0)


def words_of(phrase: str) -> tuple[str, ...]:
    """A listed phrase as words, in the form in which texts are compared."""
    return tuple(word for chunk in _SPACELESS.sub(r" \1 ", fold(phrase)).split() for word in _plain_words(chunk))


def _plain_words(folded: str) -> Iterator[str]:
    """A word without the Arabic article, and with a leading Arabic 'and' as a word of its own."""
    if len(folded) > 3 and folded.startswith(_ARABIC_AND) and not folded.startswith(_ONE):
        yield _ARABIC_AND
        folded = folded.removeprefix(_ARABIC_AND)
    yield folded.removeprefix(_ARABIC_ARTICLE) if len(folded) > 4 else folded


def split(text: str, known: Container[str], prefixes: Iterable[str] = (), suffixes: Iterable[str] = (), *, softened: bool = False) -> Words:
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
        words.extend(_parts(chunk.replace(POINT, "."), known, prefixes, suffixes))
    return Words(tuple(words), frozenset(pauses - {0, len(words)}))


def _parts(chunk: str, known: Container[str], prefixes: Iterable[str], suffixes: Iterable[str]) -> Iterator[str]:
    if chunk == SPAN:
        yield DASH
        return
    *joined, word = _plain_words(chunk)
    yield from joined
    yield from (word,) if word in known else _without_affixes(word, known, prefixes, suffixes)


def _without_affixes(word: str, known: Container[str], prefixes: Iterable[str], suffixes: Iterable[str]) -> Sequence[str]:
    with_unit = _WITH_UNIT.fullmatch(word)
    if with_unit and with_unit[2] in known:
        return with_unit.groups()
    for prefix in prefixes:
        *_, rest = _plain_words(word.removeprefix(prefix))
        if word.startswith(prefix) and (rest in known or rest.isdecimal()):
            return prefix, rest
    for suffix in suffixes:
        rest = word.removesuffix(suffix)
        if word.endswith(suffix) and rest in known:
            return rest, suffix
    return (word,)


def is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()


def windows(words: Sequence[str], longest: int) -> Iterator[tuple[int, int]]:
    """All stretches (start, end) of up to `longest` words."""
    for size in range(1, longest + 1):
        yield from zip(range(len(words) - size + 1), count(size), strict=False)
