"""How much a text is like the phrases of each code, for what no lookup lists: naive Bayes over words, their beginnings and pairs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Likeness:
    """Learned from the phrases of the codes of one question in one language (and those that people mix in)."""

    def __init__(self, phrases: Iterable[tuple[Sequence[str], str]]) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        totals: Counter[str] = Counter()
        for words, code in phrases:
            for feature in _features(words):
                counts[feature][code] += 1
                totals[code] += 1
        self._counts: Mapping[str, Counter[str]] = counts
        self._totals = totals

    def ranked(self, words: Sequence[str]) -> list[Likely]:
        """The codes, the likeliest first; none where no word speaks of any."""
        known = [feature for feature in _features(words) if feature in self._counts]
        if not known:
            return []
        all_features = len(self._counts)
        scores = {
            code: sum(log((self._counts[feature][code] + _SMOOTHING) / (total + _SMOOTHING * all_features)) for feature in known)
            for code, total in self._totals.items()
        }
        best = max(scores.values())
        weights = {code: exp(score - best) for code, score in scores.items()}
        whole = sum(weights.values())
        known_share = len(self._known(words)) / len(words)
        found = (Likely(code, weight / whole, known_share, self._evidence(words, code)) for code, weight in weights.items())
        return sorted(found, key=lambda likely: -likely.share)

    def _evidence(self, words: Sequence[str], code: str) -> int:
        features = (feature for feature in {*words, *(" ".join(pair) for pair in pairwise(words))} if feature in self._counts)
        return sum(self._counts[feature][code] for feature in features)

    def _known(self, words: Sequence[str]) -> set[int]:
        """The places of the words that speak of any code, by themselves or with the one beside them."""
        alone = {at for at, word in enumerate(words) if any(feature in self._counts for feature in _features([word]))}
        pairs = (at for at, pair in enumerate(pairwise(words)) if " ".join(pair) in self._counts)
        return alone.union(*({at, at + 1} for at in pairs))


def _features(words: Sequence[str]) -> Iterator[str]:
    yield from (word for word in words if not _LETTER.fullmatch(word))
    yield from (f"{word[:_BEGINNING]}~" for word in words if len(word) > _BEGINNING)
    yield from (f"{first} {second}" for first, second in pairwise(words))
