"""The talk itself: start, go on, stop for now, another language, a person."""

from datetime import timedelta

from rasa_sdk.events import EventType

from actions.turn import WAIT, IntakeAction, Turn, reply
from casestore import attention, cases
from casestore.models import AttentionKind
from intake.settings import settings
from intake.values import payload
from intake.wording import wording

LONG_AGO = timedelta(minutes=30)  # after which a person is welcomed back


class Resume(IntakeAction):
    """Starts the talk, or takes it up where it was."""

    def name(self) -> str:
        return "action_resume"

    def act(self, turn: Turn) -> list[EventType]:
        conversation = turn.conversation
        if turn.flow.progress().answered == 0:
            turn.say("welcome", name=cases.get(turn.session, conversation.case_id).given_name)
        elif conversation.paused_at or turn.now - conversation.updated_at > LONG_AGO:
            turn.say("resumed")
        conversation.paused_at = None
        return []


class Pause(IntakeAction):
    def name(self) -> str:
        return "action_pause"

    def act(self, turn: Turn) -> list[EventType]:
        turn.conversation.paused_at = turn.now
        turn.say(reply("goodbye") if turn.intent == "goodbye" else reply("pause"))
        return [WAIT]


class ChangeLanguage(IntakeAction):
    """Goes on in another language; all answers and the question stay."""

    def name(self) -> str:
        return "action_change_language"

    def act(self, turn: Turn) -> list[EventType]:
        wanted = turn.entity("language")
        if wanted in settings().languages:
            turn.conversation.language = wanted
            turn.say("language_changed")
            return []
        turn.say(reply("language_not_offered") if wanted else reply("which_language"))
        return [WAIT]


def offer_language(turn: Turn) -> None:
    """Asks, in both languages, whether to go on in the one that the person wrote in: once, until they write in another."""
    written_in, spoken = turn.entity("written_in"), turn.conversation.language
    if written_in in (None, spoken, turn.conversation.offered_language):
        return
    turn.conversation.offered_language = written_in
    turn.say("offer_switch")
    buttons = [{"title": wording(code).name, "payload": payload("change_language", language=code)} for code in (written_in, spoken)]
    turn.say("offer_switch", language=written_in, buttons=buttons)


_CALLS: dict[str, tuple[AttentionKind, str]] = {
    "distress": ("distress", reply("distress")),
    "ask_human": ("ask_human", reply("human")),
    "ask_interpreter": ("ask_interpreter", reply("interpreter")),
}


class CallAttention(IntakeAction):
    """Calls an employee: someone is in danger, wants a person, or needs an interpreter."""

    def name(self) -> str:
        return "action_call_attention"

    def act(self, turn: Turn) -> list[EventType]:
        kind, said = _CALLS[turn.intent]
        attention.call(turn.session, turn.conversation.case_id, kind, turn.conversation.question)
        turn.say(said)
        return [WAIT] if kind == "distress" else []
