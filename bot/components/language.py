"""Which language a message is written in."""

from typing import Any, Self

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.extmath import softmax

from bot.asked import asked_of
from bot.components.model_files import keep, recall
from intake.answers import linear
from intake.answers.linear import Machine

LONGEST = 4  # letters in an n-gram
LEAST_WORDS, ONE_OF = 3, 2  # one of so many of the lookups' phrases with so many words is learned from: shorter ones are much alike
SHARPNESS = 6.0  # by which margins become confidences
ODDS = 10.0  # for the language of the talk against each other one: tells short messages apart

DETECTED = "detected_language"


def language_of(message: Message) -> str | None:
    """The language of an example or of the talk, otherwise the one that the text is in; None where nothing tells."""
    detected = message.get(DETECTED) or {}
    return message.get("language") or asked_of(message).language or detected.get("name")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageIdentifier(GraphComponent):  # type: ignore[misc]
    """Character n-grams and a linear support vector machine, learned from the training examples of the offered languages.

    The language of the talk goes before the others where the letters leave it open. Sets `detected_language`:
    `{"name": code, "confidence": 0..1}`, or None for a message without a letter.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, machine: Machine | None = None) -> None:
        self._storage, self._resource, self._machine = storage, resource, machine

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Self:
        return cls(model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [(message.get(TEXT), message.get("language")) for message in training_data.intent_examples]
        listed = ((phrase, table["name"].split(":")[0]) for table in training_data.lookup_tables for phrase in table["elements"])
        long = [(phrase, language) for phrase, language in listed if len(phrase.split()) >= LEAST_WORDS]
        texts, names = zip(*examples, *long[::ONE_OF], strict=True)
        languages = [(name,) for name in names]
        letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, LONGEST), min_df=2, sublinear_tf=True, dtype=np.float32)
        keep(self._storage, self._resource, linear.learn(letters, letters.fit_transform(texts), languages))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._machine is not None
        margins = self._machine.margins([message.get(TEXT) for message in messages])
        odds = [np.where(self._machine.names == asked_of(message).language, ODDS, 1.0) for message in messages]
        probabilities = softmax(SHARPNESS * margins + np.log(odds))
        for message, row in zip(messages, probabilities, strict=True):
            best = row.argmax()
            lettered = any(character.isalpha() for character in message.get(TEXT))
            message.set(
                DETECTED,
                {"name": str(self._machine.names[best]), "confidence": float(row[best])} if lettered else None,
                add_to_output=True,
            )
        return messages
