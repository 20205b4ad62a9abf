"""Validate and record: what the form does with an answer, and which question it asks next."""

from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.back import which_topic
from actions.talk import offer_language
from actions.turn import IntakeAction, Turn
from casestore import attention
from intake.flow import Step
from intake.settings import settings
from intake.summary import readback_text
from intake.values import NONE, describe, is_valid

FORM = "intake_form"
QUESTION = "question"  # the code with which a person says that they have a question about what was told


class ValidateIntakeForm(IntakeAction):
    """Called by the form: with an answer to record, or without one to hear what is asked now."""

    def name(self) -> str:
        return "validate_intake_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        if not tracker.slots_to_validate() and not _was_interrupted(tracker):
            return []  # no answer: with no slot set Rasa takes the form as having rejected the message, and the rules decide
        return await super().run(dispatcher, tracker, domain)

    def act(self, turn: Turn) -> list[EventType]:
        step = turn.step()
        slots = turn.tracker.slots_to_validate()
        turn.stand_at(step)
        instead = turn.tracker.get_slot("instead")
        if slots and step and not turn.is_repeated:
            instead = self._answer(turn, step)
        now_asked = turn.step() if turn.conversation.question else None
        if now_asked and now_asked.question.readback and not instead:
            turn.say("readback")
            turn.dispatcher.utter_message(text=readback_text(turn.flow, turn.wording))
        offer_language(turn)
        # The answer is in the case store now; its slot was only the way in.
        return [*(SlotSet(name, None) for name in slots), SlotSet("instead", instead)]

    def _answer(self, turn: Turn, step: Step) -> dict[str, Any] | None:
        if _is_for_another_question(turn, step):
            turn.say("already_answered")
            return None
        value = _value(turn, step)
        if not is_valid(step.field, value) and not (value is None and step.may_be_none):
            turn.say("not_understood")
            return None
        if step.question.offered and value not in settings().languages:
            turn.say("language_not_offered")
            return None
        is_change = turn.flow.answer(step) is not None
        turn.record(step, value, certainty=_certainty(turn))
        if step.question.offered:
            turn.conversation.language = value
        if value == QUESTION:
            attention.call(turn.session, turn.conversation.case_id, "question", step.question.id)
            turn.say("question_noted")
        if step.question.readback:
            return which_topic(turn) if value != step.question.readback else None
        if any(entity.get("derived") for entity in turn.tracker.latest_message["entities"]):
            turn.say("understood_as", value=describe(step.field, value, turn.wording))
        elif is_change:
            turn.say("changed")
        return None


def _was_interrupted(tracker: Tracker) -> bool:
    """Whether another action has dealt with the message already (or there is none), so that the form has only to ask."""
    since_user = list(takewhile(lambda event: event["event"] != "user", reversed(tracker.events)))
    others = (event for event in since_user if event["event"] == "action" and event["name"] != FORM)
    return tracker.active_loop_name != FORM or any(True for _ in others)


def _is_for_another_question(turn: Turn, step: Step) -> bool:
    """Whether a button of an earlier question was pressed (twice, or after going back in the browser)."""
    question = turn.entity("question")
    return question is not None and (question, turn.entity("entry")) != (step.key.question, step.key.entry)


def _value(turn: Turn, step: Step) -> Any:
    values = turn.entities("answer")
    match step.field.type:
        case "languages":
            return [value for value in values if value != NONE]
        case "choices":
            return [code for code in step.field.codes if code in values]
        case _ if step.may_be_none and values == [NONE]:
            return None
        case _:
            return values[0] if len(values) == 1 else values or None


def _certainty(turn: Turn) -> float:
    return min((entity.get("confidence_entity", 1.0) for entity in turn.tracker.latest_message["entities"]), default=1.0)
