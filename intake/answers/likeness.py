"""How much a text is like the phrases of each code of a question, for what no lookup lists: learned from all languages together."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.utils.extmath import softmax

from intake.answers import linear
from intake.answers.linear import Machine

_SHARPNESS: Final = 5.0  # by which margins become shares


_BENEFIT: Final = 0.5  # of the doubt: what is typed where a question was asked is mostly an answer
_OTHER: Final = ""  # what is no answer at all


Said = tuple[Sequence[str], tuple[str, ...]]  # the words of a phrase, and the codes that they mean


class Likely(NamedTuple):
    """A code, how likely it is (0 to 1, among the codes and being no answer at all), and by which margin (above 0: like its phrases)."""

    code: str
    share: float
    margin: float


class Likeness:
    """A linear machine over words, pairs of words and letters."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def ranked(self, words: Sequence[str]) -> list[Likely]:
        """The codes, the likeliest first; none where the text is rather no answer, or no word or spelling of it is known."""
        margins, has_known = self._margins(words)
        names = self._machine.names
        margins = margins - np.where(names == _OTHER, _BENEFIT, 0)
        shares = softmax(_SHARPNESS * margins[np.newaxis])[0]
        likely = [Likely(str(names[at]), float(shares[at]), float(margins[at])) for at in margins.argsort()[::-1]]
        is_answer = likely[0].code != _OTHER and (has_known or likely[0].margin > 0)
        return [one for one in likely if one.code != _OTHER] if is_answer else []

    def margins(self, words: Sequence[str]) -> dict[str, float]:
        """By code, how much the text is like what holds it, alone or beside others; above 0: like it."""
        margins, has_known = self._margins(words)
        found = {str(code): float(margin) for code, margin in zip(self._machine.names, margins, strict=True) if code != _OTHER}
        return found if has_known or max(found.values()) > 0 else {}

    def _margins(self, words: Sequence[str]) -> tuple[Any, bool]:
        """The margin of each name, and whether a word or a pair of words is known."""
        row = self._machine.features.transform([" ".join(words)])
        letters = len(self._machine.features.transformer_list[0][1].vocabulary_)
        return self._machine.margins_of(row)[0], bool((row.indices >= letters).any())


def learn(said: Iterable[Said], others: Iterable[str] = ()) -> Likeness | None:
    """Learns from what is said for each code, and from what is no answer; None where there are not two to tell apart."""
    texts, codes = [], []
    for words, meant in said:
        texts.append(" ".join(words))
        codes.append(meant)
    known = set(texts)
    beside = [other for other in others if other not in known]
    codes += [(_OTHER,)] * len(beside)
    if not texts or len(set(chain.from_iterable(codes))) < 2:
        return None
    features: Any = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, dtype=np.float32),
        TfidfVectorizer(analyzer=_words, sublinear_tf=True, dtype=np.float32),
    )
    features.fit([text for text, meant in zip(texts, codes, strict=False) if len(meant) == 1])
    return Likeness(linear.learn(features, features.transform([*texts, *beside]), codes, balanced=True))


def _words(text: str) -> list[str]:
    words = text.split()
    return words + [f"{first} {second}" for first, second in pairwise(words)]
