"""A test for each seam of Rasa that is used: an upgrade that breaks one is seen here first."""

from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction, create_bot_utterance
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa_sdk.events import FollowupAction
from rasa_sdk.interfaces import Tracker

from bot import action_results, channel
from bot.asked import Asked, asked_of, current
from bot.importer import FORM, training_data
from bot.nlg import CatalogueGenerator
from intake.questionnaire import load
from intake.settings import QUESTIONNAIRE, ROOT, settings
from intake.wording import wording


@pytest.fixture(scope="module")
def domain() -> Domain:
    importer = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")])
    found: Domain = importer.get_domain()
    return found


def test_rasa_takes_the_importer_of_the_configuration(domain: Domain) -> None:
    assert domain.form_names == [FORM]


def test_the_form_has_a_slot_for_everything_that_can_be_asked(domain: Domain) -> None:
    assert domain.required_slots_for_form(FORM) == list(load(QUESTIONNAIRE).steps)


def test_a_slot_listens_only_while_its_question_is_asked(domain: Domain) -> None:
    slot = next(slot for slot in domain.slots if slot.name == "education.school_years")
    assert slot.mappings == [
        {"type": "from_entity", "entity": "answer", "conditions": [{"active_loop": FORM, "requested_slot": "education.school_years"}]}
    ]


def test_no_slot_influences_the_dialogue(domain: Domain) -> None:
    names = {*load(QUESTIONNAIRE).steps, "language", "entry", "instead"}
    assert not [slot.name for slot in domain.slots if slot.name in names and slot.influence_conversation]


def test_each_example_knows_its_language() -> None:
    for language in settings().languages:
        examples = training_data(language).intent_examples
        assert examples
        assert {example.get("language") for example in examples} == {language}


def test_a_button_of_several_values_becomes_an_entity_for_each() -> None:
    parsed = channel.parsed_payload('/inform{"question": "work.skills", "answer": ["care", "sales"]}')
    assert parsed is not None
    assert parsed["intent"]["name"] == "inform"
    assert [entity["value"] for entity in parsed["entities"] if entity["entity"] == "answer"] == ["care", "sales"]


def test_a_button_keeps_the_type_of_its_value() -> None:
    parsed = channel.parsed_payload('/inform{"question": "start.read_aloud", "answer": false}')
    assert parsed is not None
    assert [entity["value"] for entity in parsed["entities"] if entity["entity"] == "answer"] == [False]


def test_words_are_no_payload() -> None:
    assert channel.parsed_payload("nine years") is None


def test_a_message_may_come_with_what_it_says() -> None:
    message = UserMessage("/skip", parse_data={"intent": {"name": "skip"}, "entities": [], "text": "/skip"})
    assert message.parse_data["intent"]["name"] == "skip"


async def test_a_message_keeps_its_question_and_options_on_the_way_out() -> None:
    output = channel.GatewayOutput()
    uttered = create_bot_utterance({"text": "?", "buttons": [{"title": "A", "payload": "/a"}], "question": "work.now", "multiple": False})
    await output.send_response("case", uttered.message())
    [message] = output.messages
    assert (message["text"], message["question"], message["buttons"]) == ("?", "work.now", [{"title": "A", "payload": "/a"}])


async def test_the_generator_asks_in_the_language_of_the_tracker(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("case", [SlotSet("language", "es")], slots=domain.slots)
    said = await CatalogueGenerator().generate("utter_ask_work.now", tracker, "gateway")
    assert said["text"] == wording("es").text("ask.work.now")
    assert [button["title"] for button in said["buttons"]] == [
        wording("es").text(f"option.work.now.{code}") for code in ("no", "yes", "looking")
    ]


async def test_the_generator_says_it_in_another_language_when_told(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("case", [SlotSet("language", "es")], slots=domain.slots)
    said = await CatalogueGenerator().generate("utter_language_changed", tracker, "gateway", language="ar")
    assert said["text"] == wording("ar").text("say.language_changed")


def test_what_was_asked_reaches_the_components_through_the_context() -> None:
    class Message:
        def get(self, name: str) -> Any:
            return None

    token = current.set(Asked("ar", "work.now"))
    try:
        assert asked_of(Message()) == Asked("ar", "work.now")
    finally:
        current.reset(token)


def test_metadata_goes_before_the_context() -> None:
    class Message:
        def get(self, name: str) -> Any:
            return {"language": "nl", "question": "work.form"} if name == "metadata" else None

    assert asked_of(Message()) == Asked("nl", "work.form")


def test_results_of_actions_are_checked_as_rasa_checks_them() -> None:
    assert callable(RemoteAction._validate_action_result)
    action_results.install()
    action = RemoteAction("action_resume", None)
    assert action._validate_action_result({"events": [{"event": "slot", "name": "entry", "value": 1}], "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": [{"event": "slot"}]})


def test_the_sdk_tells_which_slots_are_to_be_validated() -> None:
    events = [{"event": "user"}, {"event": "action", "name": FORM}, {"event": "slot", "name": "work.now", "value": "no"}]
    tracker = Tracker("case", {}, {"entities": []}, events, False, None, {"name": FORM}, FORM)
    assert tracker.slots_to_validate() == {"work.now": "no"}
    assert tracker.active_loop_name == FORM


def test_an_action_can_end_the_turn() -> None:
    assert FollowupAction("action_listen") == {"event": "followup", "timestamp": None, "name": "action_listen"}


def test_a_tracker_made_from_events_stands_in_the_form(domain: Domain) -> None:
    events = [ActionExecuted(FORM), ActiveLoop(FORM), SlotSet("requested_slot", "work.now"), ActionExecuted("action_listen")]
    tracker = DialogueStateTracker.from_events("case", events, slots=domain.slots, domain=domain)
    assert (tracker.active_loop_name, tracker.get_slot("requested_slot"), tracker.latest_action_name) == (FORM, "work.now", "action_listen")
    tracker.update(UserUttered("no", {"name": "inform"}), domain)
    assert not tracker.is_active_loop_rejected


def test_the_processor_can_be_asked_for_the_nlu_graph_alone() -> None:
    assert hasattr(MessageProcessor, "_parse_message_with_graph")
