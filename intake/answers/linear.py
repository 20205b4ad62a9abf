"""Linear support vector machines over tf-idf features: trained on all cores, and kept small."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from joblib import Parallel, delayed
from marisa_trie import Trie
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

_TOLERANCE: Final = 0.1  # of the optimum; a smaller one takes half as long again and tells nothing more
_HEAVIEST: Final = 8.0
_MANY: Final = 20_000  # examples, from which on other processes are worth their start


class Machine:
    """Tells each name from all others, by the features of a text.

    The vocabularies of the features are kept as tries, the weights in 16 bits: a row for each feature, a column for each name.
    """

    def __init__(self, features: Any, names: Sequence[str], weights: Any, intercept: Any) -> None:
        self.features, self.names = features, np.array(names)
        vectorizers = [one for _, one in features.transformer_list] if hasattr(features, "transformer_list") else [features]
        self._weights = weights[_with_tries(vectorizers)].astype(np.float16)
        self._intercept = intercept.astype(np.float32)

    def margins(self, texts: Sequence[str]) -> Any:
        """A row for each text, a column for each name: above 0 where the text is rather of that name."""
        return self.margins_of(self.features.transform(texts))

    def margins_of(self, rows: Any) -> Any:
        """As `margins`, of a sparse matrix of features. Only the weights of the features that a text has are looked at."""
        found = np.tile(self._intercept, (rows.shape[0], 1))
        for row, (start, end) in enumerate(zip(rows.indptr, rows.indptr[1:], strict=False)):
            found[row] += rows.data[start:end].astype(np.float32) @ self._weights[rows.indices[start:end]].astype(np.float32)
        return found


def learn(features: Any, rows: Any, names: Sequence[Collection[str]], *, balanced: bool = False) -> Machine:
    """Learns what tells each name from all others, as scikit-learn's own machine, which works on one core and knows one name a row.

    Args:
        features: the vectorizer, or the union of them, that made the rows.
        rows: a sparse matrix, with a row for each of `names`.
        names: what each row is.
        balanced: whether a name weighs as much with few rows as with many, up to `_HEAVIEST` times a row's own weight.
    """
    rows = rows.astype(np.float64)
    rows.sort_indices()  # the other processes can't: they share its memory to read
    distinct = sorted(set(chain.from_iterable(names)))
    fits = []
    for name in distinct:
        is_it = np.fromiter((name in of_row for of_row in names), bool, len(names))
        weight = np.clip(len(names) / (2 * is_it.sum()), 1, _HEAVIEST) if balanced else 1.0
        fits.append(delayed(_one_against_rest)(rows, is_it, weight))
    fitted = Parallel(n_jobs=-1 if len(names) >= _MANY else 1)(fits)
    weights = np.vstack([one.coef_ for one in fitted]).T
    return Machine(features, distinct, weights, np.concatenate([one.intercept_ for one in fitted]))


def _one_against_rest(rows: Any, is_it: Any, weight: float) -> LinearSVC:
    return LinearSVC(class_weight={True: weight}, tol=_TOLERANCE, random_state=0).fit(rows, is_it)


def _with_tries(vectorizers: Sequence[TfidfVectorizer]) -> Any:
    """Keeps the vocabularies as tries; the order in which the columns of all vectorizers, one after the other, come then."""
    columns, passed = [], 0
    for vectorizer in vectorizers:
        before, trie, idf = vectorizer.vocabulary_, Trie(vectorizer.vocabulary_), vectorizer.idf_
        order = [before[trie.restore_key(place)] for place in range(len(trie))]
        vectorizer.vocabulary_ = trie
        vectorizer.idf_ = idf[order]
        vectorizer.stop_words_ = None  # what was too rare, which nothing asks for
        columns.append(np.array(order) + passed)
        passed += len(order)
    return np.concatenate(columns)
