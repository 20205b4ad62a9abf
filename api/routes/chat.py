"""The chat API."""

import asyncio
from datetime import UTC, datetime
from math import ceil
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, ConfigDict

from api.admission import Doorkeeper, TooManyTries
from api.conversation import LONGEST_TEXT, ChatGateway, Refused, Said, Unavailable
from api.dependencies import GatewayDep
from api.problems import Problem
from casestore import invitations
from casestore.models import Invitation

router = APIRouter(prefix="/v1/chat", tags=["chat"])


class Message(BaseModel):
    """What a person says: `text`, or the `payload` of an option. An empty text starts the talk, or repeats the question."""

    model_config = ConfigDict(extra="forbid")
    text: str | None = None
    payload: str | None = None


def admit(request: Request, code: str, pin: str) -> Invitation:
    """The invitation that code and PIN open.

    Raises:
        Problem: 401 refused, 423 locked, 429 too many tries.
    """
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    try:
        return doorkeeper.admit(request, code, pin)
    except invitations.Refused as error:
        raise Problem(401, "Not admitted", "The code or the PIN is not right, or no longer valid. Check both.") from error
    except invitations.Locked as error:
        seconds = max(1, ceil((error.until - datetime.now(UTC)).total_seconds()))
        raise Problem(423, "Locked", "Too many wrong tries. Wait, or ask for a new invitation.", {"Retry-After": str(seconds)}) from error
    except TooManyTries as error:
        raise Problem(429, "Too many tries", "Wait a moment before trying again.", {"Retry-After": str(error.seconds)}) from error


@router.post("/{code}/messages")
async def say(
    code: str,
    message: Message,
    request: Request,
    gateway: GatewayDep,
    x_pin: Annotated[str, Header()] = "",
    x_idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
) -> dict[str, Any]:
    """Says something, and gets the bot's messages. The same `X-Idempotency-Key` again gives the same answer."""
    invitation = await asyncio.to_thread(admit, request, code, x_pin)
    return await said(gateway, invitation.case_id, Said(message.text, message.payload), x_idempotency_key)


async def said(gateway: ChatGateway, case_id: str, message: Said, key: str | None) -> dict[str, Any]:
    """The gateway's reply.

    Raises:
        Problem: 413, 422 or 409 where the message can't be taken, 503 where it could not be dealt with now.
    """
    try:
        return await gateway.say(case_id, message, key)
    except Refused as refused:
        raise _REFUSED[refused.reason] from refused
    except Unavailable as error:
        detail = "What was given before is saved. Send the same message again in a moment."
        raise Problem(503, "Not available now", detail, {"Retry-After": "5"}) from error


_REFUSED = {
    "too_long": Problem(413, "The message is too long", f"Send at most {LONGEST_TEXT} characters."),
    "bad_payload": Problem(422, "Not a payload", "Send the payload of an option as it was received."),
    "key_reused": Problem(409, "The idempotency key was used before", "Use a new key for another message."),
}
