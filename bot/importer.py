"""Questionnaire and catalogues -> form, slots and responses; training files -> examples that know their language."""

from functools import cache
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from intake.answers import Field
from intake.questionnaire import questionnaire
from intake.settings import TRAINING, settings
from intake.wording import wording

FORM = "intake_form"
LANGUAGE = "language"  # metadata of an example, and part of a lookup table's name: 'ar:number.2'
FALLBACK_LANGUAGE = "nl"  # the language of the responses as Rasa's own tools see them
_LISTS = {"choices", "languages"}


class Example(Message):  # type: ignore[misc]
    """An example of a training file, which stays what it is: Rasa need not copy and hash it anew each time that it merges the data.

    With twenty languages that took half of the training's time.
    """

    def __init__(self, message: Message, language: str) -> None:
        super().__init__({**message.data, LANGUAGE: language}, message.output_properties)
        self._read_as: str = super().fingerprint()

    def fingerprint(self) -> str:
        return self._read_as

    def __deepcopy__(self, memo: dict[int, Any]) -> "Example":
        return self


class Reader(RasaYAMLReader):  # type: ignore[misc]
    """Rasa's reader without its check of a file's form, which takes half of the reading; tests/bot/test_training_data.py does that."""

    def validate(self, string: str) -> None:
        pass


class QuestionnaireImporter(RasaFileImporter):  # type: ignore[misc]
    """Reads what `rasa train` reads, and adds what follows from the questionnaire. Nothing that it generates is kept in a file."""

    def get_domain(self) -> Domain:
        steps = questionnaire().steps
        texts = wording(FALLBACK_LANGUAGE)
        responses = {f"utter_ask_{step}": texts.text(f"ask.{step}") for step in steps}
        responses |= {f"utter_{key.removeprefix('say.')}": texts.text(key) for key in texts.keys("say.")}
        responses |= {f"utter_{key.replace('.', '/')}": texts.text(key) for key in texts.keys("faq.")}
        responses |= {"utter_explain": texts.text("button.explain"), "utter_repeat": texts.text("button.repeat")}
        generated = Domain.from_dict(
            {
                "slots": {step: _slot(field) for step, field in steps.items()},
                "forms": {FORM: {"required_slots": list(steps)}},
                "responses": {name: [{"text": text}] for name, text in responses.items()},
            }
        )
        return super().get_domain().merge(generated)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of all offered languages; each carries its language, each lookup table is named after it."""
        return TrainingData().merge(*(training_data(code) for code in settings().languages))


def training_data(language: str) -> TrainingData:
    """The examples and lookup tables of one language's training file."""
    return _read(TRAINING / f"{language}.yml", language)


@cache  # Rasa asks for the data at several points of one training, and merging copies it
def _read(path: Path, language: str) -> TrainingData:
    data: TrainingData = Reader().read(str(path))
    data.training_examples = [Example(example, language) for example in data.training_examples]
    for table in data.lookup_tables:
        table["name"] = f"{language}:{table['name']}"
    return data


def _slot(field: Field) -> dict[str, Any]:
    return {
        "type": "list" if field.type in _LISTS else "any",
        "influence_conversation": False,
        "mappings": [{"type": "from_entity", "entity": "answer", "conditions": [{"active_loop": FORM, "requested_slot": field.id}]}],
    }
