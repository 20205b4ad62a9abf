"""A Rasa tracker for each turn, made from the case store.

The case store is where a conversation lives: its language, what is being asked, the answers. A tracker is made from it when a message
comes in, and nothing of the tracker is kept afterwards, since the actions have written what matters. A turn therefore costs the same at
the start and at the end of a talk, it makes no difference which server handles it, and what a person said is stored once.
"""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import action_results
from bot.asked import Asked, current
from bot.importer import FORM
from casestore import conversations, database
from casestore.models import Conversation
from intake.questionnaire import questionnaire
from intake.settings import database_url, settings


class CaseTrackerStore(TrackerStore):  # type: ignore[misc]
    """Trackers by case id. A conversation id that is no case (in `rasa shell`) gets a trial case of its own."""

    def __init__(self, domain: Domain, host: EndpointConfig | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker)
        action_results.install()
        engine = database.connect(database_url())
        database.migrate(engine)
        self._sessions = database.sessions(engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        # in a thread: a database that waits must not make the other conversations wait
        conversation = await asyncio.to_thread(self._conversation, sender_id)
        current.set(Asked(conversation.language, conversation.question))
        return DialogueStateTracker.from_events(sender_id, list(_events(conversation)), slots=self.domain.slots, domain=self.domain)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Nothing: the actions have written what matters."""

    async def keys(self) -> Iterable[str]:
        return []

    def _conversation(self, case_id: str) -> Conversation:
        with self._sessions.begin() as session:
            first, language = questionnaire().questions[0].id, settings().languages[0]
            return conversations.get_or_open_trial(session, case_id, first_question=first, language=language, today=date.today())


def _events(conversation: Conversation) -> Iterable[Event]:
    yield SlotSet("language", conversation.language)
    yield SlotSet("entry", conversation.entry)
    if conversation.question is not None:
        yield ActionExecuted(FORM)
        yield ActiveLoop(FORM)
        yield SlotSet(REQUESTED_SLOT, conversation.question)
    yield ActionExecuted(ACTION_LISTEN_NAME)
