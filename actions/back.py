"""Going back: to the question before, or to the one that was chosen."""

from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.turn import IntakeAction, Turn, reply
from intake.record import StepKey
from intake.values import describe, payload


def which_topic(turn: Turn) -> dict[str, Any]:
    """Asked instead of the question: what to change, by topic."""
    topics = dict.fromkeys(question.topic for question in turn.flow.applicable())
    return {"say": reply("which_topic"), "buttons": [_button(turn.wording.text(f"topic.{topic}"), topic=topic) for topic in topics]}


def which_question(turn: Turn, topic: str) -> dict[str, Any]:
    """Asked instead of the question: which answer of a topic to change."""
    questions = [question.id for question in turn.flow.applicable() if question.topic == topic]
    return {"say": reply("which_question"), "buttons": [_button(turn.wording.text(f"label.{id_}"), question=id_) for id_ in questions]}


def _button(title: str, **target: str) -> dict[str, str]:
    return {"title": title, "payload": payload("go_back", **target)}


class GoBack(IntakeAction):
    """Asks an earlier question again. The answer that stands stays until another is given; then the talk goes on where it was."""

    def name(self) -> str:
        return "action_go_back"

    def act(self, turn: Turn) -> list[EventType]:
        topic, question = turn.entity("topic"), turn.entity("question")
        if topic:
            return [SlotSet("instead", which_question(turn, topic))]
        if question:
            step = turn.flow.first_step_of(question)
        else:
            at = turn.conversation.question
            step = turn.flow.previous_step(StepKey(at, turn.conversation.entry) if at else None)
        if step is None:
            turn.say("nothing_to_go_back")
            return []
        turn.stand_at(step)
        turn.conversation.misunderstood = 0
        turn.say("go_back")
        answer = turn.flow.answer(step)
        if answer and answer.status == "answered" and answer.value is not None:
            turn.say("your_answer_was", value=describe(step.field, answer.value, turn.wording))
        return []
