"""Wording for Rasa's responses, from the catalogues and in process: text, and the buttons that go with it."""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from intake.answers import Field
from intake.questionnaire import MORE, Question, questionnaire
from intake.record import StepKey
from intake.settings import settings
from intake.values import NONE, answer_payload, describe, language_name, payload
from intake.wording import Wording, wording

Buttons = list[dict[str, str]]


class CatalogueGenerator(NaturalLanguageGenerator):  # type: ignore[misc]
    """`utter_ask_<step>` is a question with its options, `utter_faq/<name>` an answer to one, `utter_<name>` the text `say.<name>`.

    `utter_explain` and `utter_repeat` speak about the question that is being asked. Values that an action passes are put into
    the text; with `language` among them it is said in that language instead of the conversation's.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        self._fields = questionnaire().steps
        self._questions = {field.id: question for question in questionnaire().questions for field in question.steps()}

    async def generate(self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any) -> dict[str, Any]:
        texts = wording(values.pop("language", None) or tracker.get_slot("language"))
        return {"language": texts.language, **self._generate(utter_action, tracker, texts, values)}

    def _generate(self, utter_action: str, tracker: DialogueStateTracker, texts: Wording, values: dict[str, Any]) -> dict[str, Any]:
        name = utter_action.removeprefix("utter_")
        if name.startswith("ask_"):
            instead = tracker.get_slot("instead")
            if instead:
                return {"text": texts.text(f"say.{instead['say']}"), "buttons": instead["buttons"]}
            return self._ask(name.removeprefix("ask_"), tracker.get_slot("entry"), texts)
        if name.startswith("faq/"):
            return {"text": texts.text(name.replace("/", "."))}
        asked = tracker.get_slot("requested_slot")
        if name == "explain" and asked:
            return {"text": texts.text(f"why.{self._questions[asked].id}")}
        if name == "repeat" and asked:
            return {"text": texts.text(f"easy.{asked}")}
        values = {"municipality": settings().municipality, "phone": settings().phone, **values}
        return {"text": texts.text(f"say.{name}", **values), "buttons": _BUTTONS.get(name, _no_buttons)(texts)}

    def _ask(self, step: str, entry: int | None, texts: Wording) -> dict[str, Any]:
        question, field = self._questions[step], self._fields[step]
        text = texts.text(f"ask.{step}")
        if question.tell:
            text = f"{texts.text(f'tell.{question.id}')}\n\n{text}"
        if entry and not step.endswith(f".{MORE}"):
            text = f"{entry + 1}. {text}"
        buttons = [
            {"title": title, "payload": answer_payload(StepKey(step, entry), value)}
            for value, title in _options(question, field, entry, texts)
        ]
        return {"text": text, "question": step, "multiple": field.type == "choices", "buttons": buttons}


def _options(question: Question, field: Field, entry: int | None, texts: Wording) -> list[tuple[Any, str]]:
    if question.offered:
        return [(code, wording(code).name) for code in settings().languages]
    match field.type:
        case "choice" | "choices":
            return [(code, describe(Field(field.id, "choice"), code, texts)) for code in field.codes]
        case "yes_no":
            return [(value, describe(field, value, texts)) for value in (True, False)]
        case "language":
            return [(code, language_name(code, texts.locale)) for code in settings().languages]
        case _ if question.may_be_empty and entry == 0 and field.id == question.fields[0].id:
            return [(NONE, texts.text("button.none"))]
        case "languages":
            return [(NONE, texts.text("button.none"))]
        case _:
            return []


def _no_buttons(texts: Wording) -> Buttons:
    return []


def _go_on(texts: Wording) -> Buttons:
    return [{"title": texts.text("button.continue"), "payload": payload("resume")}]


def _languages(texts: Wording) -> Buttons:
    return [{"title": wording(code).name, "payload": payload("change_language", language=code)} for code in settings().languages]


_BUTTONS = {"distress": _go_on, "pause": _go_on, "goodbye": _go_on, "which_language": _languages, "language_not_offered": _languages}
