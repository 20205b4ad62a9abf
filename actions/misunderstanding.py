"""What the bot says when a message was no answer: first again, then easier, then it leaves the question to an employee."""

from typing import Any

from rasa_sdk.events import EventType

from actions.turn import IntakeAction, Turn
from casestore import attention
from intake.flow import Step
from intake.values import answer_payload, describe, meaning_key, payload

EASIER, LEAVE = 2, 3  # the misunderstanding with which it is said in easier words; with which the question is left


class NotUnderstood(IntakeAction):
    def name(self) -> str:
        return "action_not_understood"

    def act(self, turn: Turn) -> list[EventType]:
        step = turn.step()
        if step is None or turn.is_repeated:
            return []
        turn.conversation.misunderstood += 1
        if turn.conversation.misunderstood >= LEAVE:
            turn.record(step, None, "discuss")
            attention.call(turn.session, turn.conversation.case_id, "discuss", step.question.id)
            turn.say("set_aside")
        elif turn.conversation.misunderstood >= EASIER:
            turn.say("not_understood_easy")
            turn.say("repeat")
        else:
            self._say_why(turn, step)
        return []

    def _say_why(self, turn: Turn, step: Step) -> None:
        offers = [_offer(turn, step, value) for value in turn.entities("candidate")]
        offers += [{"title": turn.wording.text(meaning_key(name)), "payload": payload(name)} for name in turn.entities("meaning")]
        if offers:
            turn.say("did_you_mean", buttons=offers)
        elif turn.entity("problem") == "out_of_bounds" and step.field.bounds:
            turn.say("out_of_bounds", lowest=step.field.bounds[0], highest=step.field.bounds[1])
        else:
            turn.say("not_understood")
            turn.dispatcher.utter_message(text=turn.wording.text(f"hint.{step.field.type}"))


def _offer(turn: Turn, step: Step, value: Any) -> dict[str, str]:
    return {"title": describe(step.field, value, turn.wording), "payload": answer_payload(step.key, value)}
