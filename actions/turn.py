"""One turn of a conversation: everything an action needs, inside one transaction."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session, sessionmaker

from casestore import answers, conversations, database
from casestore.models import Conversation
from intake.flow import Flow, Step
from intake.questionnaire import questionnaire
from intake.record import Status, StepKey
from intake.settings import database_url
from intake.values import describe
from intake.wording import Wording, wording

WAIT = FollowupAction("action_listen")  # an action returns it where no question is to follow


def reply(name: str) -> str:
    """Marks the name of a text `say.<name>` that is said later on, for the extraction of keys."""
    return name


@cache
def store() -> sessionmaker[Session]:
    """The case store of this process."""
    return database.sessions(database.connect(database_url()))


def flow_of(session: Session, case_id: str, now: datetime) -> Flow:
    """The questionnaire as it unfolds for the person of a case."""
    return Flow(questionnaire(), answers.standing(session, case_id), now.date())


@dataclass
class Turn:
    """What was said, and where the conversation stands."""

    session: Session
    conversation: Conversation
    flow: Flow
    tracker: Tracker
    dispatcher: CollectingDispatcher
    now: datetime

    @property
    def wording(self) -> Wording:
        return wording(self.conversation.language)

    @property
    def intent(self) -> str:
        return str(self.tracker.latest_message["intent"]["name"])

    @property
    def _sent(self) -> dict[str, Any]:
        event = self.tracker.get_last_event_for("user") or {}
        return event.get("metadata") or {}

    @property
    def is_repeated(self) -> bool:
        """Whether this very message was dealt with before (the server stopped before its reply was sent)."""
        return self._sent.get("turn") is not None and self._sent["turn"] == self.conversation.last_turn

    def entities(self, name: str) -> list[Any]:
        return [entity["value"] for entity in self.tracker.latest_message["entities"] if entity["entity"] == name]

    def entity(self, name: str) -> Any:
        return next(iter(self.entities(name)), None)

    def say(self, name: str, /, *, language: str | None = None, **values: Any) -> None:
        """Has the bot say `say.<name>`, in the language that the conversation has now or in the one that is given."""
        self.dispatcher.utter_message(response=f"utter_{name}", language=language or self.conversation.language, **values)

    def step(self) -> Step | None:
        """The step that waits for an answer: the one the conversation stands at, otherwise the first open one."""
        key = self.conversation.question
        at = self.flow.step(StepKey(key, self.conversation.entry)) if key else None
        return at or self.flow.next_step()

    def stand_at(self, step: Step | None) -> None:
        """Moves the conversation to a step (None: everything was asked)."""
        self.conversation.question = step.key.question if step else None
        self.conversation.entry = step.key.entry if step else None
        self.conversation.done_at = None if step else self.conversation.done_at or self.now

    def record(self, step: Step, value: Any, status: Status = "answered", certainty: float = 1.0) -> None:
        """Records an answer to `step` and moves on to the next one."""
        pressed = self._sent.get("means", "typed") == "button"
        words = self.tracker.latest_message["text"] or ""
        if pressed:
            words = describe(step.field, value, self.wording) if status == "answered" and value is not None else ""
        answer = answers.record(
            self.session,
            self.conversation.case_id,
            key=step.key,
            value=value,
            status=status,
            original_text=words,
            language=self.entity("written_in") or self.conversation.language,
            source=self._sent.get("source", "inburgeraar"),
            means="button" if pressed else "typed",
            certainty=certainty,
            questionnaire_version=questionnaire().version,
            now=self.now,
        )
        self.conversation.last_turn = self._sent.get("turn")
        self.conversation.misunderstood = 0
        self.flow = self.flow.after(answer)
        self.stand_at(self.flow.next_step())

    def events(self) -> list[EventType]:
        """The slots with which Rasa follows the conversation."""
        step = self.conversation.question
        return [
            SlotSet("language", self.conversation.language),
            SlotSet("entry", self.conversation.entry),
            SlotSet("requested_slot", step),
        ]


class IntakeAction(Action, ABC):  # type: ignore[misc]
    """An action that reads and changes one conversation. What it changes is kept whole or not at all."""

    @abstractmethod
    def act(self, turn: Turn) -> list[EventType]:
        """Deals with the turn; returns events besides those that every action returns."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return await asyncio.to_thread(self._run, dispatcher, tracker)

    def _run(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        now = datetime.now(UTC)
        with store().begin() as session:
            conversation = conversations.get(session, tracker.sender_id, lock=True)
            turn = Turn(session, conversation, flow_of(session, conversation.case_id, now), tracker, dispatcher, now)
            events = self.act(turn)
            progress = turn.flow.progress()
            conversation.answered, conversation.total, conversation.updated_at = progress.answered, progress.total, now
            return [*events, *turn.events()]
