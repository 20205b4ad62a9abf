"""Linear support vector machines over tf-idf features: trained on all cores, and kept small."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from marisa_trie import Trie
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC


def fit(features: Any, names: Sequence[str]) -> LinearSVC:
    """A machine that tells each name from all others: as scikit-learn's own, which works on one core.

    Args:
        features: a sparse matrix, with a row for each of `names`.
    """
    features = features.astype(np.float64)
    features.sort_indices()  # the other processes can't: they share its memory to read
    machine = LinearSVC(random_state=0)
    machine.classes_, of = np.unique(names, return_inverse=True)
    fitted = Parallel(n_jobs=-1)(delayed(_one_against_rest)(features, of == number) for number in range(len(machine.classes_)))
    machine.coef_ = np.vstack([one.coef_ for one in fitted])
    machine.intercept_ = np.concatenate([one.intercept_ for one in fitted])
    return machine


def _one_against_rest(features: Any, is_it: Any) -> LinearSVC:
    return LinearSVC(random_state=0).fit(features, is_it)


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
        columns.append(np.array(order) + passed)
        passed += len(order)
    machine.coef_ = np.asfortranarray(machine.coef_[:, np.concatenate(columns)], dtype=np.float32)
