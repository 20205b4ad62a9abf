"""Writes the yardstick's Rasa project: the scaffold of `rasa init` unchanged, plus one form, its rules and its actions."""

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

FORM = "intake_form"
START, RESTART = "/start_intake", "/restart"
# What people answer. They are the examples of the intent `inform` too, so that none is taken for one of the scaffold's intents.
ANSWERS = (
    "nine years", "from 2010 to 2014 in Aleppo", "I worked in a bakery", "two girls and a boy", "Arabic and a little English",
    "a bit, with help from my sister", "I would like to become a nurse", "on Monday and Tuesday", "about half an hour by bus",
    "my diploma is still at home", "in a small shop on the market", "Kurdish", "since March 2021", "the doctor and the bank",
    "because of my back", "twenty hours a week", "with my wife and children",
    "a course near my house", "I drove a taxi", "cooking and sewing",
)  # fmt: skip


def slot(number: int) -> str:
    return f"answer_{number}"


def question(number: int) -> str:
    """The text with which question `number` (from 1) is asked."""
    return f"Question {number}: what can you tell us about subject {number}?"


def write_project(folder: Path, questions: int, actions_port: int) -> None:
    """Fills the new folder `folder` with a project whose form asks `questions` questions."""
    spec = find_spec("rasa")
    if spec is None or spec.origin is None:
        raise RuntimeError("Rasa is not installed: run `uv sync`.")
    shutil.copytree(Path(spec.origin).parent / "cli" / "initial_project", folder)
    numbers = range(1, questions + 1)
    domain = folder / "domain"
    domain.mkdir()
    (folder / "domain.yml").rename(domain / "scaffold.yml")
    _write(domain / "intake.yml", _domain(numbers))
    _write(folder / "data" / "intake.yml", _DATA)
    _write(folder / "endpoints.yml", _endpoints(actions_port))
    (folder / "actions" / "actions.py").write_text(_actions(numbers))


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False))


def _domain(numbers: range) -> dict[str, Any]:
    asked = {f"utter_ask_{slot(number)}": [{"text": question(number)}] for number in numbers}
    return {
        "version": "3.1",
        "intents": ["start_intake", "inform"],
        "slots": {slot(number): _slot(number) for number in numbers},
        "forms": {FORM: {"required_slots": [slot(number) for number in numbers]}},
        "responses": asked | {"utter_submitted": [{"text": "Thank you."}], "utter_restart": [{"text": "We start again."}]},
        "actions": [f"validate_{FORM}"],
    }


def _slot(number: int) -> dict[str, Any]:
    conditions = [{"active_loop": FORM, "requested_slot": slot(number)}]
    return {"type": "text", "influence_conversation": False, "mappings": [{"type": "from_text", "conditions": conditions}]}


def _endpoints(actions_port: int) -> dict[str, Any]:
    return {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
        # SQLAlchemy 2 refuses Rasa's own default for `query`, which is None.
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "conversations.db", "query": {}},
    }


def _actions(numbers: range) -> str:
    return _ACTIONS_HEAD.format(form=FORM) + "".join(_VALIDATE.format(slot=slot(number)) for number in numbers)


_DATA: dict[str, Any] = {
    "version": "3.1",
    "nlu": [
        {"intent": "start_intake", "examples": "- start the intake\n- I want to begin\n- begin the questions\n- start my intake please\n"},
        {"intent": "inform", "examples": "".join(f"- {answer}\n" for answer in ANSWERS)},
    ],
    "rules": [
        {"rule": "Start", "steps": [{"intent": "start_intake"}, {"action": FORM}, {"active_loop": FORM}]},
        {
            "rule": "Submit",
            "condition": [{"active_loop": FORM}],
            "steps": [{"action": FORM}, {"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}, {"action": "utter_submitted"}],
        },
    ],
}

_ACTIONS_HEAD = '''"""Validation of the intake form."""

from typing import Any, Dict, Text

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.types import DomainDict


class ValidateIntakeForm(FormValidationAction):
    def name(self) -> Text:
        return "validate_{form}"
'''

_VALIDATE = """
    def validate_{slot}(
        self, slot_value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Dict[Text, Any]:
        text = str(slot_value).strip()
        return {{"{slot}": text if 0 < len(text) <= 1000 else None}}
"""
