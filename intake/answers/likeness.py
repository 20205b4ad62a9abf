"""How much a text is like the phrases of each code of a question, for what no lookup lists: learned from all languages together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.utils.extmath import softmax

from intake.answers import linear

_SHARPNESS: Final = 5.0  # by which margins become shares


_BENEFIT: Final = 0.5  # of the doubt: what is typed where a question was asked is mostly an answer
_OTHER: Final = ""  # what is no answer at all


class Likely(NamedTuple):
    """A code, how likely it is (0 to 1, among the codes and being no answer at all), and by which margin (above 0: like its phrases)."""

    code: str
    share: float
    margin: float


class Likeness:
    """A linear machine over words, pairs of words and letters."""

    def __init__(self, model: Pipeline) -> None:
        self._model = model

    def ranked(self, texts: Sequence[Sequence[str]]) -> Iterator[list[Likely]]:
        """For each text (words) the codes, the likeliest first; none where it is rather no answer, or no word or spelling is known."""
        if not texts:
            return
        features, machine = self._model[0].transform([" ".join(words) for words in texts]), self._model[1]
        letters = len(self._model[0].transformer_list[0][1].vocabulary_)
        known = features[:, letters:].getnnz(axis=1) > 0
        margins = machine.decision_function(features) - np.where(machine.classes_ == _OTHER, _BENEFIT, 0)
        for shares, row, has_known in zip(softmax(_SHARPNESS * margins), margins, known, strict=True):
            best_first = row.argsort()[::-1]
            likely = [Likely(str(machine.classes_[at]), float(shares[at]), float(row[at])) for at in best_first]
            is_answer = likely[0].code != _OTHER and (has_known or likely[0].margin > 0)
            yield [one for one in likely if one.code != _OTHER] if is_answer else []


def learn(said: Iterable[tuple[Sequence[str], str]], others: Iterable[str] = ()) -> Likeness | None:
    """Learns from (words, code), and from texts that answer something else or nothing; None where fewer than two codes have phrases."""
    texts, codes = [], []
    for words, code in said:
        texts.append(" ".join(words))
        codes.append(code)
    if len(set(codes)) < 2:
        return None
    known = set(texts)
    beside = [other for other in others if other not in known]
    features: Any = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, dtype=np.float32),
        TfidfVectorizer(analyzer=_words, sublinear_tf=True, dtype=np.float32),
    )
    features.fit(texts)
    machine = linear.fit(features.transform([*texts, *beside]), [*codes, *[_OTHER] * len(beside)], balanced=True)
    linear.shrink([vectorizer for _, vectorizer in features.transformer_list], machine)
    return Likeness(make_pipeline(features, machine))


def _words(text: str) -> list[str]:
    words = text.split()
    return words + [f"{first} {second}" for first, second in pairwise(words)]
