"""What a message is about, answer or not."""

import unicodedata
from typing import Any, Self

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
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC
from sklearn.utils.extmath import softmax

from bot.components.model_files import keep, recall
from intake.answers import fold

INTENT_RANKING = "intent_ranking"
RESPONSE_SELECTOR = "response_selector"
RANKED = 5

SHARPNESS = 4.0  # by which margins become confidences: the likeliest by cross-validation of the training examples
_MARKS = {"?": "?", "؟": "?", "!": "!"}


def _words(text: str) -> list[str]:
    return text.split("\t")[1].split("\n")


def _characters(text: str) -> str:
    return text.split("\t", maxsplit=1)[0]


def _features(message: Message) -> str:
    """Folded text with its emoji, and tokens, in one string, since scikit-learn's vectorizers each take one document."""
    raw = message.get(TEXT)
    symbols = (_MARKS.get(symbol, symbol) for symbol in raw if symbol in _MARKS or unicodedata.category(symbol) == "So")
    text = " ".join([fold(raw), *symbols])
    tokens = (fold(token.text) for token in message.get(TOKENS_NAMES[TEXT]) or ())
    return f"{text}\t" + "\n".join(token for token in tokens if token)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]
    """Words and character n-grams, tf-idf, a linear support vector machine for all languages together.

    Questions about inburgering (faq/...) are classes of their own. Sets `intent`, `intent_ranking` and, where the intent is faq,
    the response as Rasa's ResponseSelector would.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, model: Pipeline | None = None) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Self:
        model = recall(model_storage, resource)
        weights = model[-1]
        weights.coef_ = np.asfortranarray(weights.coef_, dtype=np.float32)  # scipy would otherwise copy all weights for each message
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        examples = training_data.intent_examples
        names = [message.get(INTENT_RESPONSE_KEY) or message.get(INTENT) for message in examples]
        model = make_pipeline(
            make_union(
                TfidfVectorizer(preprocessor=_characters, analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True),
                TfidfVectorizer(tokenizer=_words, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True),
            ),
            LinearSVC(C=2, class_weight="balanced", random_state=0),
        )
        keep(self._storage, self._resource, model.fit([_features(message) for message in examples], names))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._model is not None
        margins = self._model.decision_function([_features(message) for message in messages])
        probabilities = softmax(SHARPNESS * margins)
        for message, row in zip(messages, probabilities, strict=True):
            best = row.argsort()[::-1][:RANKED]
            set_ranking(message, [{"name": str(self._model.classes_[i]), "confidence": float(row[i])} for i in best])
        return messages


def set_ranking(message: Message, ranking: list[dict[str, Any]]) -> None:
    """Puts the likeliest intent on the message; `faq/pip` becomes intent faq with the response faq/pip."""
    name = ranking[0]["name"]
    message.set(INTENT, {"name": name.split("/")[0], "confidence": ranking[0]["confidence"]}, add_to_output=True)
    message.set(INTENT_RANKING, ranking, add_to_output=True)
    selected = {"response": {"intent_response_key": name, "utter_action": f"utter_{name}"}, "ranking": []}
    message.set(RESPONSE_SELECTOR, {"all_retrieval_intents": ["faq"], "faq": selected if "/" in name else {}}, add_to_output=True)
