"""The web application, put together."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from starlette.datastructures import MutableHeaders
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.turn import store
from api import errors
from api.admission import Doorkeeper
from api.conversation import ChatGateway
from api.dependencies import SignInFirst
from api.rasa import Rasa
from api.routes import cases, chat, chat_pages, health, language_pages, staff_pages, webhook
from casestore import turns
from intake.settings import SECRET_VARIABLE, public_url

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STATIC = Path(__file__).parent / "static"
SESSION_SECONDS = 8 * 3600
TURNS_KEPT = timedelta(hours=24)
FORGET_EVERY = 3600  # seconds

log = logging.getLogger(__name__)


class SecurityHeaders:
    """Adds the security headers; pages and answers are never kept by a cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SECURITY_HEADERS)
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.sessions = store()
    app.state.rasa = Rasa.from_environment()
    app.state.gateway = ChatGateway(app.state.sessions, app.state.rasa)
    app.state.doorkeeper = Doorkeeper(app.state.sessions)
    app.state.executor = webhook.executor()
    forgetting = asyncio.create_task(_forget_turns(app.state.sessions))
    yield
    forgetting.cancel()
    await app.state.rasa.close()


async def _forget_turns(sessions: sessionmaker[Session]) -> None:
    """Deletes what was said and answered a day ago, every hour; the answers stay (AVG, article 5(1)(e): no longer than needed)."""
    while True:
        try:
            await asyncio.to_thread(_purge, sessions)
        except SQLAlchemyError as error:
            log.warning("turns could not be deleted: %s", type(error).__name__)
        await asyncio.sleep(FORGET_EVERY)


def _purge(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        turns.purge(session, datetime.now(UTC) - TURNS_KEPT)


def create_app() -> FastAPI:
    """The application; it expects WEGWIJS_RASA_URL and WEGWIJS_INTERNAL_SECRET in the environment (`wegwijs serve` sets them)."""
    app = FastAPI(title="Wegwijs", version="0.1.0", openapi_url="/v1/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan)
    errors.install(app)
    chat_pages.install(app)
    staff_pages.install(app)
    for module in (health, webhook, cases, chat, chat_pages, language_pages, staff_pages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(
        SessionMiddleware,
        secret_key=os.environ[SECRET_VARIABLE],
        session_cookie="wegwijs",
        max_age=SESSION_SECONDS,
        same_site="lax",
        https_only=public_url().startswith("https://"),
    )
    app.add_middleware(SecurityHeaders)

    @app.exception_handler(SignInFirst)
    async def sign_in_first(request: Request, error: SignInFirst) -> RedirectResponse:
        return RedirectResponse("/staff/sign-in", 303)

    return app
