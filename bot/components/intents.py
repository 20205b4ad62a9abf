"""What a message is about, answer or not."""

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple, Self

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_union
from sklearn.utils.extmath import softmax

from bot.components.concepts import Concepts
from bot.components.language import language_of
from bot.components.model_files import keep, recall
from intake.answers import fold, linear
from intake.answers.linear import Machine

INTENT_RANKING = "intent_ranking"
RESPONSE_SELECTOR = "response_selector"
RANKED = 5

SHARPNESS = 5.5  # by which margins become confidences: the likeliest for the sentences of data/evaluation (dev)
_MARKS = {"?": "?", "؟": "?", "!": "!"}


def _characters(text: str) -> str:
    return text.split("\t", maxsplit=1)[0]


def _words(text: str) -> list[str]:
    return text.split("\t")[1].split("\n")


def _concepts(text: str) -> list[str]:
    return text.split("\t")[2].split("\n")


class Parts(NamedTuple):
    """What is kept of the training: the machine, and by language what finds concepts."""

    machine: Machine
    concepts: dict[str, Concepts]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]
    """Words, character n-grams and concepts (the lookups found), tf-idf, a linear support vector machine for all languages together.

    Questions about inburgering (faq/...) are classes of their own. Sets `intent`, `intent_ranking` and, where the intent is faq,
    the response as Rasa's ResponseSelector would.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, parts: Parts | None = None) -> None:
        self._storage, self._resource = storage, resource
        self._machine = parts.machine if parts else None
        self._concepts = parts.concepts if parts else {}

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Self:
        return cls(model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        names = [(message.get(INTENT_RESPONSE_KEY) or message.get(INTENT),) for message in examples]
        lookups = lookups_by_language(training_data)
        self._concepts = {language: Concepts(language, phrases) for language, phrases in lookups.items()}
        features = _features()
        machine = linear.learn(features, features.fit_transform([self._written(message) for message in examples]), names)
        keep(self._storage, self._resource, Parts(machine, self._concepts))
        return self._resource

    def _written(self, message: Message) -> str:
        """Folded text with its emoji, tokens, and concepts in one string, since scikit-learn's vectorizers each take one document."""
        raw = message.get(TEXT)
        symbols = (_MARKS.get(symbol, symbol) for symbol in raw if symbol in _MARKS or unicodedata.category(symbol) == "So")
        text = " ".join([fold(raw), *symbols])
        tokens = (fold(token.text) for token in message.get(TOKENS_NAMES[TEXT]) or ())
        concepts = self._concepts.get(language_of(message) or "")
        found = concepts.in_text(raw) if concepts else ()
        return "\t".join([text, "\n".join(token for token in tokens if token), "\n".join(found)])

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._machine is not None
        margins = self._machine.margins([self._written(message) for message in messages])
        probabilities = softmax(SHARPNESS * margins)
        for message, row in zip(messages, probabilities, strict=True):
            best = row.argsort()[::-1][:RANKED]
            set_ranking(message, [{"name": str(self._machine.names[i]), "confidence": float(row[i])} for i in best])
        return messages


def _features() -> FeatureUnion:
    def listed(split: Callable[[str], list[str]]) -> TfidfVectorizer:
        return TfidfVectorizer(
            tokenizer=split, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32
        )

    characters = TfidfVectorizer(
        preprocessor=_characters, analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True, dtype=np.float32
    )
    return make_union(characters, listed(_words), listed(_concepts))


def lookups_by_language(training_data: TrainingData) -> dict[str, dict[str, list[str]]]:
    """Language -> name of a lookup -> its phrases."""
    found: dict[str, dict[str, list[str]]] = {}
    for table in training_data.lookup_tables:
        language, name = table["name"].split(":", 1)
        found.setdefault(language, {})[name] = table["elements"]
    return found


def set_ranking(message: Message, ranking: list[dict[str, Any]]) -> None:
    """Puts the likeliest intent on the message; `faq/pip` becomes intent faq with the response faq/pip."""
    name = ranking[0]["name"]
    message.set(INTENT, {"name": name.split("/")[0], "confidence": ranking[0]["confidence"]}, add_to_output=True)
    message.set(INTENT_RANKING, ranking, add_to_output=True)
    selected = {"response": {"intent_response_key": name, "utter_action": f"utter_{name}"}, "ranking": []}
    message.set(RESPONSE_SELECTOR, {"all_retrieval_intents": ["faq"], "faq": selected if "/" in name else {}}, add_to_output=True)
