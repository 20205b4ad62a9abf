"""Whether the service runs, and whether it can serve."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api.dependencies import RasaDep
from api.problems import problem_response

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live")
async def live() -> dict[str, str]:
    return {"status": "live"}


@router.get("/ready")
async def ready(request: Request, rasa: RasaDep) -> JSONResponse:
    """Ready: the database answers, and Rasa answers with a model loaded."""
    checks = {"database": await asyncio.to_thread(_database_answers, request), "rasa": await rasa.is_ready()}
    if all(checks.values()):
        return JSONResponse({"status": "ready", **checks})
    return problem_response(503, "Not ready", "Wait a moment; if it stays so, see the log of the service.", {"Retry-After": "2"}, **checks)


def _database_answers(request: Request) -> bool:
    try:
        with request.app.state.sessions() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
