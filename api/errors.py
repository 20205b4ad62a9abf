"""What is answered when something goes wrong: a page to someone who looks at pages, a problem to a program."""

import logging
import traceback
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import page, page_language
from api.problems import Problem, problem_response
from intake.wording import person_key

log = logging.getLogger(__name__)


def wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("Accept", "") and not request.url.path.startswith(("/v1/", "/health/", "/internal/"))


def error_page(request: Request, status: int) -> Response:
    """The error in the reader's language, with the way back."""
    match status:
        case 404:
            key = person_key("error.not_found")
        case 500 | 503:
            key = person_key("error.unavailable")
        case _:
            key = person_key("error.bad_request")
    language = page_language(request, "")
    back = "/chat" if "invitation" in request.session else "/"
    return page(request, "chat/error.html", language, status, message=key, back=back)


class UnforeseenErrors:
    """Answers an error that nobody foresaw, and logs its kind and place only: its text may hold somebody's words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            places = (f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-3:])
            log.error("unforeseen %s at %s", type(error).__name__, " > ".join(places))
            if begun or scope["type"] != "http":
                raise RuntimeError("the answer was broken off") from None
            await _unforeseen(Request(scope, receive))(scope, receive, send)


def _unforeseen(request: Request) -> Response:
    if wants_page(request):
        return error_page(request, 500)
    return problem_response(500, "Something went wrong here", "Nothing that was saved is lost. Try again, and tell the administrator.")


def install(app: FastAPI) -> None:
    """Makes the application answer every error."""
    app.add_middleware(UnforeseenErrors)

    @app.exception_handler(Problem)
    async def told(request: Request, error: Problem) -> Response:
        if wants_page(request):
            return error_page(request, error.status)
        return problem_response(error.status, error.title, error.detail, error.headers)

    @app.exception_handler(HTTPException)
    async def of_the_framework(request: Request, error: HTTPException) -> Response:
        if wants_page(request):
            return error_page(request, error.status_code)
        title = HTTPStatus(error.status_code).phrase
        return problem_response(error.status_code, title, "See /v1/openapi.json for what can be asked.", dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        if wants_page(request):
            return error_page(request, 422)
        # where and why, but not the value: it may be somebody's words
        places = [{"in": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in error.errors()]
        return problem_response(422, "The request is not of the expected form", "Mend the places listed under 'errors'.", errors=places)

    @app.exception_handler(SQLAlchemyError)
    async def database_gone(request: Request, error: SQLAlchemyError) -> Response:
        if wants_page(request):
            return error_page(request, 503)
        return problem_response(
            503, "The database does not answer", "Nothing that was saved is lost. Try again in a minute.", {"Retry-After": "5"}
        )
