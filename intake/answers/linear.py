"""Linear support vector machines over tf-idf features: trained on all cores, and kept small."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from joblib import Parallel, delayed
from marisa_trie import Trie
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

_TOLERANCE: Final = 0.1  # of the optimum; a smaller one takes half as long again and tells nothing more
_HEAVIEST: Final = 8.0
_MANY: Final = 20_000  # examples, from which on other processes are worth their start


def fit(features: Any, names: Sequence[Collection[str]], *, balanced: bool = False) -> LinearSVC:
    """A machine that tells each name from all others: as scikit-learn's own, which works on one core and knows one name a row.

    Args:
        features: a sparse matrix, with a row for each of `names`.
        names: what each row is.
        balanced: whether a name weighs as much with few rows as with many, up to `_HEAVIEST` times a row's own weight.
    """
    features = features.astype(np.float64)
    features.sort_indices()  # the other processes can't: they share its memory to read
    machine = LinearSVC(random_state=0)
    machine.classes_ = np.array(sorted(set(chain.from_iterable(names))))
    fits = []
    for name in machine.classes_:
        is_it = np.fromiter((name in of_row for of_row in names), bool, len(names))
        weight = np.clip(len(names) / (2 * is_it.sum()), 1, _HEAVIEST) if balanced else 1.0
        fits.append(delayed(_one_against_rest)(features, is_it, weight))
    fitted = Parallel(n_jobs=-1 if len(names) >= _MANY else 1)(fits)
    machine.coef_ = np.vstack([one.coef_ for one in fitted])
    machine.intercept_ = np.concatenate([one.intercept_ for one in fitted])
    return machine


def margins(model: Pipeline, texts: Sequence[str]) -> Any:
    """The margin of each class for each text, from a pipeline of features and machine.

    What idf makes of a row is 64-bit, by which scipy would first copy the weights of the whole machine.
    """
    features = model[0].transform(texts)
    return model[1].decision_function(features.astype(np.float32))


def _one_against_rest(features: Any, is_it: Any, weight: float) -> LinearSVC:
    return LinearSVC(class_weight={True: weight}, tol=_TOLERANCE, random_state=0).fit(features, is_it)


def shrink(vectorizers: Sequence[TfidfVectorizer], machine: LinearSVC) -> None:
    """Makes trained parts small: vocabularies as tries, weights as float32, in the order that scipy multiplies without a copy.

    `machine` has a weight for each feature of the first vectorizer, then of the second, and so on.
    """
    columns, passed = [], 0
    for vectorizer in vectorizers:
        before, trie, idf = vectorizer.vocabulary_, Trie(vectorizer.vocabulary_), vectorizer.idf_
        order = [before[trie.restore_key(place)] for place in range(len(trie))]
        vectorizer.vocabulary_ = trie
        vectorizer.idf_ = idf[order]
        vectorizer.stop_words_ = None  # what was too rare, which nothing asks for
        columns.append(np.array(order) + passed)
        passed += len(order)
    machine.coef_ = np.asfortranarray(machine.coef_[:, np.concatenate(columns)], dtype=np.float32)
