"""The chat gateway: one message in, one reply out, recorded once, whatever goes wrong in between."""

import asyncio
import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from typing import Any, Literal
from weakref import WeakValueDictionary

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from api.rasa import Rasa, RasaUnavailable
from casestore import conversations, turns
from intake.settings import settings
from intake.wording import wording

LONGEST_TEXT = 2000  # characters
BACK_WITHIN = 60  # seconds that a message waits for a server that is starting again
# Buttons send one of these; a typed text never starts with a slash when it reaches Rasa.
PAYLOAD = re.compile(
    r"/(inform|skip|dont_know|discuss|explain|repeat|go_back|change_language|ask_human|ask_interpreter|pause|resume|greet|distress"
    r"|(?P<faq>faq/[a-z_]+))(?P<entities>\{.*\})?",
    re.DOTALL,
)
ENTITIES = {"answer", "question", "entry", "topic", "language"}
RESUME = "/resume"


class Refused(Exception):
    """The message can't be taken: `reason` says why."""

    def __init__(self, reason: Literal["too_long", "bad_payload", "key_reused"]) -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(Exception):
    """Something that is needed is not there now. Nothing given is lost; the same message may be sent again."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sent: words, or a button's payload. Neither: start, or go on."""

    text: str | None = None
    payload: str | None = None

    def for_rasa(self) -> str:
        """The message as Rasa takes it.

        Raises:
            Refused: it is too long, or not a button's payload.
        """
        if self.payload is not None:
            _check_payload(self.payload)
            return self.payload
        text = (self.text or "").encode("utf-8", "replace").decode().strip()  # half a character (a lone surrogate) becomes '?'
        if len(text) > LONGEST_TEXT:
            raise Refused("too_long")
        return text.lstrip("/").strip() or (RESUME if not text else "?")

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps([self.text, self.payload]).encode()).hexdigest()


def _check_payload(payload: str) -> None:
    match = PAYLOAD.fullmatch(payload)
    if len(payload) > LONGEST_TEXT or match is None:
        raise Refused("bad_payload")
    if match["faq"] and not wording(settings().languages[0]).has(match["faq"].replace("/", ".")):
        raise Refused("bad_payload")
    try:
        entities = json.loads(match["entities"] or "{}")
        json.dumps(entities, ensure_ascii=False).encode()  # refuses half a character
    except ValueError as error:
        raise Refused("bad_payload") from error
    if not set(entities) <= ENTITIES:
        raise Refused("bad_payload")


class ChatGateway:
    """Relays messages to Rasa. Messages of one case are dealt with one after the other, from however many devices they come."""

    def __init__(self, sessions: sessionmaker[Session], rasa: Rasa) -> None:
        self._sessions, self._rasa = sessions, rasa
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._failed: set[str] = set()

    def note_failure(self, turn: str) -> None:
        """Called by the action webhook when an action failed: Rasa itself goes on as if nothing had happened."""
        self._failed.add(turn)

    async def say(self, case_id: str, said: Said, key: str | None = None) -> dict[str, Any]:
        """Deals with one message; the same `key` again gives the same reply and changes nothing.

        Raises:
            Refused: the message can't be taken.
            Unavailable: it could not be dealt with now.
        """
        text = said.for_rasa()
        turn = key or str(uuid.uuid4())
        lock = self._locks.setdefault(case_id, asyncio.Lock())
        try:
            async with lock:
                known = await asyncio.to_thread(self._known, case_id, said, turn) if key else None
                if known:
                    return known
                messages = await self._talk(case_id, turn, text, said)
                return await asyncio.to_thread(self._reply, case_id, said, turn, messages)
        except (SQLAlchemyError, RasaUnavailable) as error:
            raise Unavailable from error

    def _known(self, case_id: str, said: Said, turn: str) -> dict[str, Any] | None:
        with self._sessions() as session:
            kept = turns.find(session, case_id, turn)
            if kept is None:
                return None
            if kept.request_hash != said.digest:
                raise Refused("key_reused")
            known: dict[str, Any] = kept.response
            return known

    async def _talk(self, case_id: str, turn: str, text: str, said: Said) -> list[dict[str, Any]]:
        metadata = {"turn": turn, "source": "inburgeraar", "means": "typed" if said.payload is None else "button"}
        try:
            messages = await self._rasa.send(case_id, text, metadata)
        except RasaUnavailable:
            if not await self._rasa.wait_until_ready(BACK_WITHIN):
                raise
            # The server stopped somewhere in this turn: what was recorded stays recorded, and the talk goes on from there.
            again = RESUME if await asyncio.to_thread(self._was_recorded, case_id, turn) else text
            messages = await self._rasa.send(case_id, again, metadata)
        if turn in self._failed:
            self._failed.discard(turn)
            raise Unavailable
        return messages

    def _was_recorded(self, case_id: str, turn: str) -> bool:
        with self._sessions() as session:
            return conversations.get(session, case_id).last_turn == turn

    def _reply(self, case_id: str, said: Said, turn: str, messages: list[dict[str, Any]]) -> dict[str, Any]:
        with self._sessions.begin() as session:
            conversation = conversations.get(session, case_id)
            reply = {
                "messages": [_message(message, conversation.language) for message in messages],
                "question": conversation.question,
                "language": conversation.language,
                "progress": {"answered": conversation.answered, "total": conversation.total},
                "done": conversation.is_done,
            }
            turns.keep(session, case_id, key=turn, said=said.text or said.payload, request_hash=said.digest, response=reply)
        return reply


def _message(message: dict[str, Any], language: str) -> dict[str, Any]:
    """A message of Rasa's in the form of the API: text, question, options, and its language where that is not the one of the talk."""
    told = {"text": message.get("text") or ""}
    if message.get("language", language) != language:
        told["language"] = message["language"]
    if message.get("question"):
        told["question"] = message["question"]
    if message.get("buttons"):
        told["options"] = [{"title": button["title"], "payload": button["payload"]} for button in message["buttons"]]
    if message.get("multiple"):
        told["multiple"] = True
    return told
