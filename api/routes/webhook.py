"""Rasa's action webhook: the actions run in this process."""

import logging
from typing import Any

from fastapi import APIRouter, Request
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from starlette.responses import JSONResponse

from api.dependencies import GatewayDep
from api.problems import Problem
from intake.settings import SECRET_HEADER, is_internal

router = APIRouter(include_in_schema=False)
log = logging.getLogger(__name__)


def executor() -> ActionExecutor:
    """Knows all actions of the package `actions`."""
    found = ActionExecutor()
    found.register_package("actions")
    return found


@router.post("/internal/actions")
async def run(request: Request, gateway: GatewayDep) -> JSONResponse:
    if not is_internal(request.headers.get(SECRET_HEADER, "")):
        raise Problem(403, "Not for you", "Only the Rasa server of this installation calls this address.")
    call: dict[str, Any] = await request.json()
    try:
        return JSONResponse(await request.app.state.executor.run(call))
    except ActionExecutionRejection as rejection:
        return JSONResponse({"error": str(rejection), "action_name": rejection.action_name}, 400)
    except Exception as error:
        # The error's text may hold what a person said: only its kind is logged.
        log.error("action %s failed: %s", call.get("next_action"), type(error).__name__)
        gateway.note_failure(_turn(call))
        return JSONResponse({"error": "failed", "action_name": call.get("next_action")}, 500)


def _turn(call: dict[str, Any]) -> str:
    said: dict[str, Any] = next((event for event in reversed(call["tracker"]["events"]) if event["event"] == "user"), {})
    return str((said.get("metadata") or {}).get("turn"))
