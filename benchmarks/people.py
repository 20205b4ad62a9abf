"""The people who talk to a system under test: each turn says one thing and checks that the reply is a right one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import ClientSession

from benchmarks.answers import go_back, typed
from benchmarks.yardstick.project import ANSWERS, RESTART, START, question
from intake.answers import Field


class WrongReplyError(Exception):
    """A reply that no one could go on from: the figures would be worth nothing."""


class Person(Protocol):
    """Someone who walks through the questions. `finished`: has come to their end, at least once."""

    finished: bool

    async def turn(self, session: ClientSession) -> None:
        """Says one thing and takes in the reply.

        Raises:
            WrongReplyError: the reply isn't a right one.
        """


@dataclass
class YardstickPerson:
    """Answers the form's questions in order; at its end restarts the conversation, as Rasa does it, and begins again."""

    url: str
    name: str
    questions: int
    asked: int = 0
    over: bool = False
    finished: bool = False

    async def turn(self, session: ClientSession) -> None:
        if self.over:
            await self._say(session, RESTART, "We start again.")
            self.asked, self.over = 0, False
            return
        said = START if self.asked == 0 else ANSWERS[self.asked % len(ANSWERS)]
        self.asked += 1
        self.over = self.asked > self.questions
        self.finished |= self.over
        await self._say(session, said, "Thank you." if self.over else question(self.asked))

    async def _say(self, session: ClientSession, text: str, expected: str) -> None:
        async with session.post(f"{self.url}/webhooks/rest/webhook", json={"sender": self.name, "message": text}) as response:
            replies = [message.get("text") for message in await response.json()] if response.ok else response.status
        if replies != [expected]:
            raise WrongReplyError(f"yardstick: expected {expected!r}, got {replies!r}")


# Asked with options that can be said in so many words.
WITH_OPTIONS = {"choice", "choices", "yes_no"}


@dataclass
class WegwijsPerson:
    """Types each answer, so that every turn is understood from text; presses the button when the same is asked again.

    With `long`, has followed as many programmes as can be told of, so that the questions themselves last some 190 turns.
    After the end goes back and answers again.
    """

    url: str
    code: str
    pin: str
    language: str
    fields: Mapping[str, Field]
    long: bool = False
    reply: dict[str, Any] | None = None
    before: str | None = None
    finished: bool = False

    async def turn(self, session: ClientSession) -> None:
        headers = {"X-Pin": self.pin, "X-Idempotency-Key": str(uuid.uuid4())}
        message = self._next_message()
        async with session.post(f"{self.url}/v1/chat/{self.code}/messages", json=message, headers=headers) as response:
            body = await response.text()
            if response.status != 200:
                raise WrongReplyError(f"wegwijs: {response.status} to {message}: {body[:500]}")
            self.before = self.reply["question"] if self.reply else None
            self.reply = await response.json()
        if not self.reply or not self.reply["messages"]:
            raise WrongReplyError(f"wegwijs: nothing said to {message}")
        self.finished |= self.reply["done"]

    def _next_message(self) -> dict[str, str]:
        if self.reply is None:
            return {"text": ""}
        step = self.reply["question"]
        if step is None:
            return {"text": go_back(self.language)}
        field = self.fields[step]
        options = [option for message in self.reply["messages"] if message.get("question") == step for option in message.get("options", ())]
        if field.type not in WITH_OPTIONS:
            return {"text": typed(field, self.language)}
        if not options:
            raise WrongReplyError(f"wegwijs: no options with {step}")
        another = self.long and step == "education.programmes.more"
        option = options[-1 if step.endswith(".more") and not another else 0]
        return {"payload": option["payload"]} if step == self.before else {"text": option["title"]}
