"""Whether a message answers what was asked, and with which value."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.asked import asked_of
from bot.components.distress import KeyPhrases
from bot.components.intents import INTENT_RANKING, lookups_by_language, set_ranking
from bot.components.language import DETECTED
from bot.components.model_files import keep, recall
from intake.answers import Field, Lexicon, Reader, Reading, fold
from intake.answers.reader import MIXED_IN
from intake.questionnaire import questionnaire
from intake.settings import settings
from intake.values import NONE
from intake.wording import wording

CERTAIN = 0.8  # a reading from here on is recorded without asking back
MEANT = 0.5  # an intent from here on outweighs what was read uncertainly
AGREED = 0.6  # a yes or no from here on answers a question that has such an answer
SURELY_MEANT = 0.8  # and from here on what was read for certain, but leaves words unexplained
OTHER_LANGUAGE = 0.8  # a language from here on is the one that a message is written in, also if the talk is in another one
OTHER_WORDS = 2  # so many words are needed to tell
ASKED = 0.995  # a question about inburgering where own words are expected: a wish or a worry may be about the same thing
DISTRESS = 0.4  # help is offered from here on: once too often is better than once too few
DISTRESS_BESIDE = 0.7  # and from here on beside an answer that was read for certain
NOT_MEANT = 0.2  # below this no intent is believed
# These may as well be part of an answer; the others say something about the talk.
PART_OF_AN_ANSWER = {"inform", "affirm", "deny", "out_of_scope"}
WANTS_SOMEBODY = {"ask_human", "ask_interpreter"}  # also where such a person is one of the options
DECLINES = {"dont_know", "skip"}
PART_OF_OWN_WORDS = {"greet", "thank", "goodbye"}
# What people name in an answer to such a question, without wanting to talk about it.
PART_OF_TYPE = {"language": {"change_language"}, "languages": {"change_language"}}
PART_OF_QUESTION = {
    "language.first_script": {"change_language"},
    "education.study_wish": {"dont_know"},
    "work.obstacles": {"faq/work", "faq/childcare"},
    "family.children.care": {"faq/childcare"},
    "vve.wish": {"faq/childcare", "dont_know"},
}
FREE = {"text", "occupation"}
# The codes that a mere yes and a mere no stand for, also as an emoji.
AGREEING = {"affirm": ("yes", "understood", "correct"), "deny": ("no", "none", "nobody", "0"), "dont_know": ("unsure",)}


def decide(ranking: list[dict[str, Any]], field: Field | None, reading: Reading) -> tuple[str, float]:
    """The intent of a message, given what it may be about and what was read in it as an answer to `field`.

    A value that explains the whole message is an answer. Otherwise a message about the talk goes first, then a value that is
    certain; text and occupations take what is left. A message that fits nothing is out_of_scope.
    """
    certain = reading.value is not None and reading.certainty >= CERTAIN
    whole = certain and field is not None and field.type not in FREE and reading.covered == 1
    if whole and not (_is_rather(ranking[0]["name"], reading.value) and ranking[0]["confidence"] >= SURELY_MEANT):
        return "inform", reading.certainty
    distress = next((intent["confidence"] for intent in ranking if intent["name"] == "distress"), 0.0)
    if distress >= (DISTRESS_BESIDE if certain and field is not None and field.type not in FREE else DISTRESS):
        return "distress", distress
    name, confidence = next((intent["name"], intent["confidence"]) for intent in ranking if intent["name"] != "distress")
    if field is None:
        return (name, confidence) if confidence >= NOT_MEANT else ("out_of_scope", 1 - confidence)
    if field.type == "text" and (name in PART_OF_OWN_WORDS or (name.startswith("faq/") and confidence < ASKED)):
        return "inform", reading.certainty  # 'thanks for all', 'I worry about who looks after my child': kept word for word
    part = PART_OF_AN_ANSWER | PART_OF_TYPE.get(field.type, set()) | PART_OF_QUESTION.get(field.id, set())
    if certain and name in part:
        return "inform", reading.certainty
    if name not in PART_OF_AN_ANSWER and confidence >= (SURELY_MEANT if certain or reading.candidates else MEANT):
        return name, confidence
    if certain:
        return "inform", reading.certainty
    if name == "inform" or confidence < NOT_MEANT or reading.candidates or reading.problem == "out_of_bounds":
        return "out_of_scope", confidence
    return name, confidence


def _is_rather(name: str, value: Any) -> bool:
    """Whether an intent may look like this value: someone asked for who is an option too; 'no sé', which begins with a no."""
    said_no = value in (0, False, "no", "none", "nobody", ["none"], ["nobody"], [])
    return name in WANTS_SOMEBODY or (name in DECLINES and said_no)


def agreed(ranking: list[dict[str, Any]], field: Field) -> Reading | None:
    """What a yes or no that no phrase lists ('👍') answers; None where it is neither, or the field has no such answer."""
    name, confidence = ranking[0]["name"], ranking[0]["confidence"]
    if name not in AGREEING or confidence < AGREED:
        return None
    if field.type == "yes_no" and name != "dont_know":
        return Reading(name == "affirm", max(confidence, CERTAIN))
    code = next((code for code in AGREEING[name] if code in field.codes), None)
    if code is None:
        return None
    return Reading([code] if field.type == "choices" else code, max(confidence, CERTAIN))


def _other_language(message: Message, language: str) -> str | None:
    """The language that a message is surely written in, where it is offered and not the one of the talk."""
    detected = message.get(DETECTED) or {"name": language, "confidence": 0.0}
    sure = detected["confidence"] >= OTHER_LANGUAGE and len(message.get(TEXT).split()) >= OTHER_WORDS
    return detected["name"] if sure and detected["name"] != language and detected["name"] in settings().languages else None


def _entity(name: str, value: Any, text: str, **more: Any) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "AnswerReader", **more}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerReader(GraphComponent):  # type: ignore[misc]
    """Reads the message as an answer to the question that was asked (`intake.answers`) and settles the intent with that.

    Sets the entities `answer` (one for each value of a list), `candidate`, `problem`, `language` where another language is wanted, and
    `written_in` where the message is in another offered language than the talk.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, phrases: dict[str, dict[str, list[str]]] | None = None) -> None:
        self._storage, self._resource = storage, resource
        self._lexicons = {language: Lexicon(names) for language, names in (phrases or {}).items()}
        self._lexicons_mixed_in: dict[str, Lexicon] = {
            language: self._lexicons[language] for language in MIXED_IN if language in self._lexicons
        }
        self._key_phrases = KeyPhrases(self._lexicons)
        self._fields = questionnaire().steps
        self._may_be_none = {question.fields[0].id for question in questionnaire().questions if question.may_be_empty}
        self._reader = cache(self._make_reader)

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Self:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Self:
        return cls(model_storage, resource, recall(model_storage, resource))

    def train(self, training_data: TrainingData) -> Resource:
        keep(self._storage, self._resource, lookups_by_language(training_data))
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
        explained = field is not None and field.type not in FREE and reading.value is not None and reading.covered == 1
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
        set_ranking(message, [{"name": name, "confidence": confidence}, *(other for other in ranking if other["name"] != name)])
        message.set("asked_type", field.type if field else None)
        entities = list(self._entities(name, [NONE] if nothing else reading, reader, text))
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

    def _make_reader(self, language: str) -> Reader:
        texts = wording(language)
        titles = {key: texts.text(key) for key in texts.keys("option.")}
        return Reader(language, self._lexicons.get(language) or Lexicon({}), titles, others=self._lexicons_mixed_in)
