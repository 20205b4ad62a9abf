"""A question that is left: skipped, not known, or for an employee."""

from rasa_sdk.events import EventType

from actions.turn import IntakeAction, Turn, reply
from casestore import attention
from intake.record import Status

_STATUS: dict[str, tuple[Status, str]] = {
    "skip": ("skipped", reply("skipped")),
    "dont_know": ("unknown", reply("noted_unknown")),
    "discuss": ("discuss", reply("noted_discuss")),
}


class SetAside(IntakeAction):
    """Records that a question was left, which is an answer too, and goes on."""

    def name(self) -> str:
        return "action_set_aside"

    def act(self, turn: Turn) -> list[EventType]:
        step = turn.step()
        if step is None or turn.is_repeated:
            return []
        status, said = _STATUS[turn.intent]
        turn.record(step, None, status)
        if status == "discuss":
            attention.call(turn.session, turn.conversation.case_id, "discuss", step.question.id)
        turn.say(said)
        return []
