"""How much a text is like the phrases of each code, for what no lookup lists: naive Bayes over words, their beginnings and pairs."""

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from math import exp, log
from typing import Final, NamedTuple

_SMOOTHING: Final = 0.2
_BEGINNING: Final = 4  # letters: endings change with gender, case and person


# A letter of a script without spaces, which says nothing by itself; a Chinese character does.
_LETTER: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


class Likely(NamedTuple):
    """A code, how likely it is (0 to 1), which share of the words spoke of any code, and how often its own phrases have these words."""

    code: str
    share: float
    known: float
    evidence: int


class Table:
    """How often each feature stands in the phrases of each code: one question in one language.

    Features are kept as the hashes of this process, sorted, and a row of counts for each: tables of twenty languages take little room.
    """

    def __init__(self, phrases: Iterable[tuple[Sequence[str], str]]) -> None:
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        self.totals: Counter[str] = Counter()
        for words, code in phrases:
            for feature in _features(words):
                counts[hash(feature)][code] += 1
                self.totals[code] += 1
        self.features = array("q", sorted(counts))
        self._codes = tuple(self.totals)
        self._counts = array("H", (counts[feature][code] for feature in self.features for code in self._codes))

    def count(self, feature: str) -> Counter[str]:
        """How often a feature stands in the phrases of each code."""
        hashed, width = hash(feature), len(self._codes)
        row = bisect_left(self.features, hashed)
        if row == len(self.features) or self.features[row] != hashed:
            return Counter()
        return Counter(
            {code: count for code, count in zip(self._codes, self._counts[row * width : (row + 1) * width], strict=True) if count}
        )


class Likeness:
    """What the tables of one question say together: of the person's language and of those that people mix in."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._totals = sum((table.totals for table in tables), Counter[str]())

    def ranked(self, words: Sequence[str]) -> list[Likely]:
        """The codes, the likeliest first; none where no word speaks of any."""
        counts = {feature: found for feature in _features(words) if (found := self._count(feature))}
        if not counts:
            return []
        all_features = sum(len(table.features) for table in self._tables)
        known = [counts[feature] for feature in _features(words) if feature in counts]
        scores = {
            code: sum(log((seen[code] + _SMOOTHING) / (total + _SMOOTHING * all_features)) for seen in known)
            for code, total in self._totals.items()
        }
        best = max(scores.values())
        weights = {code: exp(score - best) for code, score in scores.items()}
        whole = sum(weights.values())
        known_share = len(_places(words, counts)) / len(words)
        whole_words = {*words, *_pairs(words)} & counts.keys()
        evidence = {code: sum(counts[feature][code] for feature in whole_words) for code in weights}
        likely = (Likely(code, weight / whole, known_share, evidence[code]) for code, weight in weights.items())
        return sorted(likely, key=lambda one: -one.share)

    def _count(self, feature: str) -> Counter[str]:
        return sum((table.count(feature) for table in self._tables), Counter[str]())


def _places(words: Sequence[str], known: Container[str]) -> set[int]:
    """The places of the words that are known, by themselves or with the one beside them."""
    alone = {at for at, word in enumerate(words) if any(feature in known for feature in _features([word]))}
    pairs = (at for at, pair in enumerate(_pairs(words)) if pair in known)
    return alone.union(*({at, at + 1} for at in pairs))


def _features(words: Sequence[str]) -> Iterator[str]:
    yield from (word for word in words if not _LETTER.fullmatch(word))
    yield from (f"{word[:_BEGINNING]}~" for word in words if len(word) > _BEGINNING)
    yield from _pairs(words)


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return (f"{first} {second}" for first, second in pairwise(words))
