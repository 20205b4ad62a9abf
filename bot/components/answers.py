"""Whether a message answers what was asked, and with which value."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, Self

from joblib import Parallel, delayed
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.asked import asked_of
from bot.components.decision import FREE, MEANT, agreed, decide, meanings
from bot.components.distress import KeyPhrases
from bot.components.intents import INTENT_RANKING, lookups_by_language, set_ranking
from bot.components.language import DETECTED
from bot.components.model_files import keep, recall
from intake.answers import Field, Layer, Lexicon, Reader, Reading, fold, said_for
from intake.answers.likeness import Likeness, Said, learn
from intake.answers.occupations import ISCO
from intake.answers.phrases import words_of
from intake.questionnaire import questionnaire
from intake.settings import settings
from intake.values import NONE
from intake.wording import wording

OTHER_LANGUAGE = 0.8  # a language from here on is the one that a message is written in, also if the talk is in another one
OTHER_WORDS = 2  # so many words are needed to tell
MAYBE_ANSWERS = {"inform", "affirm", "deny"}
ONE_OF_TALK, ONE_OF_ANSWERS = 30, 60  # one of so many is learned as no answer: enough to tell them from the answers to a question
# Languages that people mix into their own: their words are always understood, where the person's own language does not explain the text.
MIXED_IN = ("en", "nl")


def _other_language(message: Message, language: str) -> str | None:
    """The language that a message is surely written in, where it is offered and another one than that of the talk.

    Dari and Persian are varieties of one language (fa): who writes one understands the other.
    """
    detected = message.get(DETECTED) or {"name": language, "confidence": 0.0}
    name = detected["name"]
    words = sum(any(map(str.isalpha, token.text)) for token in message.get(TOKENS_NAMES[TEXT]))
    sure = detected["confidence"] >= OTHER_LANGUAGE and words >= OTHER_WORDS
    same = name.partition("-")[0] == language.partition("-")[0]
    return name if sure and not same and name in settings().languages else None


def _entity(name: str, value: Any, text: str, **more: Any) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "AnswerReader", **more}


class Parts(NamedTuple):
    """What is kept of the training: the lookups of each language, and by question what texts are like their phrases."""

    lookups: dict[str, dict[str, list[str]]]
    learned: dict[str, Likeness]


def _said_beside(training_data: TrainingData, said: Iterable[Sequence[Said]]) -> list[str]:
    """Some of what is no answer to a question: what is said about the talk and besides it, and answers to other questions."""
    talk = [" ".join(words_of(example.get(TEXT))) for example in training_data.intent_examples if example.get(INTENT) not in MAYBE_ANSWERS]
    answers = list(dict.fromkeys(" ".join(words) for answers in said for words, codes in answers if len(codes) == 1))
    return [*talk[::ONE_OF_TALK], *answers[::ONE_OF_ANSWERS]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerReader(GraphComponent):  # type: ignore[misc]
    """Reads the message as an answer to the question that was asked (`intake.answers`) and settles the intent with that.

    Sets the entities `answer` (one for each value of a list), `candidate` and `meaning` (values and intents to ask back), `problem`,
    `language` where another language is wanted, and `written_in` where the message is in another offered language than the talk.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, parts: Parts | None = None) -> None:
        self._storage, self._resource = storage, resource
        self._lexicons = {language: Lexicon(names) for language, names in (parts.lookups if parts else {}).items()}
        self._learned = parts.learned if parts else {}
        self._key_phrases = KeyPhrases(self._lexicons)
        self._fields = questionnaire().steps
        self._may_be_none = {question.fields[0].id for question in questionnaire().questions if question.may_be_empty}
        self._layer, self._reader = cache(self._make_layer), cache(self._make_reader)

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Self:
        return cls(model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        lookups = lookups_by_language(training_data)
        self._lexicons = {language: Lexicon(names) for language, names in lookups.items()}
        layers = [self._layer(language) for language in lookups]
        fields = [*(field for field in self._fields.values() if field.type != ISCO.type), ISCO]
        said = {field.id: said_for(field, layers) for field in fields}
        beside = _said_beside(training_data, said.values())
        found = Parallel(n_jobs=-1)(delayed(learn)(answers, beside) for answers in said.values())
        learned = {name: likeness for name, likeness in zip(said, found, strict=True) if likeness}
        keep(self._storage, self._resource, Parts(lookups, learned))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        asked = asked_of(message)
        language = asked.language or (message.get(DETECTED) or {}).get("name") or settings().languages[0]
        field = self._fields.get(asked.question or "")
        text = message.get(TEXT)
        reader = self._reader(language)
        reading = reader.read(field, text) if field else Reading()
        understood = reading.value is not None or reading.candidates
        explained = field is not None and field.type not in FREE and understood and reading.covered == 1
        written_in = None if explained else _other_language(message, language)
        if written_in and field:
            reading = max(reading, self._reader(written_in).read(field, text), key=lambda one: one.certainty)
        ranking = self._ranking(message)
        if field and reading.value is None:
            reading = agreed(ranking, field) or reading
        nothing = bool(field and field.id in self._may_be_none and self._says_nothing(language, text))
        name, confidence = ("inform", 1.0) if nothing else decide(ranking, field, reading)
        if confidence < MEANT and not any(character.isalnum() for character in text):
            name = "out_of_scope"  # an emoji or a sign that no example has says nothing
        offered = [] if reading.candidates or reading.problem == "out_of_bounds" else meanings(ranking, name)
        if offered:
            name = "out_of_scope"
        set_ranking(message, [{"name": name, "confidence": confidence}, *(other for other in ranking if other["name"] != name)])
        message.set("asked_type", field.type if field else None)
        entities = list(self._entities(name, [NONE] if nothing else reading, reader, text))
        entities += [_entity("meaning", meaning, text) for meaning in offered]
        if written_in:
            entities.append(_entity("written_in", written_in, text))
        message.set(ENTITIES, entities, add_to_output=True)

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        """The likeliest intents, with distress first where a key phrase says so."""
        ranking: list[dict[str, Any]] = message.get(INTENT_RANKING)
        if not self._key_phrases.in_text(message.get(TEXT)):
            return ranking
        return [{"name": "distress", "confidence": 1.0}, *(other for other in ranking if other["name"] != "distress")]

    def _entities(self, intent: str, reading: Reading | list[str], reader: Reader, text: str) -> Iterable[dict[str, Any]]:
        found: list[tuple[str, Any]] = []
        certainty, derived = 1.0, False
        if isinstance(reading, list):
            found = [("answer", value) for value in reading]
        elif intent == "inform" and reading.value is not None:
            is_set = isinstance(reading.value, list) and all(isinstance(one, str) for one in reading.value)  # and no period
            found = [("answer", value) for value in (reading.value or [NONE] if is_set else [reading.value])]
            certainty, derived = reading.certainty, reading.derived
        elif intent == "out_of_scope":
            found = [("candidate", value) for value in reading.candidates]
            found += [("problem", reading.problem)] if reading.problem else []
        elif intent == "change_language":
            wanted = reader.read(Field("", "language"), text)
            found = [("language", wanted.value)] if wanted.value else []
        for entity, value in found:
            yield _entity(entity, value, text, confidence_entity=certainty, derived=derived)

    def _says_nothing(self, language: str, text: str) -> bool:
        lexicon = self._lexicons.get(language) or Lexicon({})
        return fold(text) in {fold(phrase) for name in ("nothing", "no") for phrase in lexicon[name]}

    def _make_layer(self, language: str) -> Layer:
        texts = wording(language)
        titles = {key: texts.text(key) for key in texts.keys("option.")}
        return Layer(language, self._lexicons.get(language) or Lexicon({}), titles)

    def _make_reader(self, language: str) -> Reader:
        return Reader(self._layer(language), map(self._layer, MIXED_IN), lambda field: self._learned.get(field.id))
