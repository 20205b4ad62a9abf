"""The pages of the inburgeraar. No code, PIN or answer ever stands in an address."""

import asyncio
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from babel.dates import format_date
from fastapi import APIRouter, Depends, FastAPI, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from actions.turn import flow_of
from api.admission import Doorkeeper, TooManyTries
from api.conversation import LONGEST_TEXT, ChatGateway, Said
from api.dependencies import GatewayDep, SessionDep, check_csrf
from api.messages import for_page
from api.pages import page, page_language
from api.problems import Problem
from api.routes.chat import Message, said
from casestore import conversations, invitations, translations, turns
from casestore.models import Invitation, Turn
from casestore.types import utc_now
from intake.flow import Flow
from intake.settings import settings
from intake.summary import Line, readback
from intake.wording import Wording, person_key, wording

router = APIRouter(include_in_schema=False)
SHOWN = 30  # turns shown when the chat is opened again
# The buttons of the help menu, in their order; each sends the intent after which it is named.
HELP = (
    person_key("button.explain"),
    person_key("button.repeat"),
    person_key("button.dont_know"),
    person_key("button.skip"),
    person_key("button.discuss"),
    person_key("button.go_back"),
    person_key("button.change_language"),
    person_key("button.ask_human"),
    person_key("button.pause"),
)


class NotAdmitted(Exception):
    """The chat was asked for without a valid admission."""


def admitted(request: Request, session: SessionDep) -> Invitation:
    """The invitation with which this browser was let in.

    Raises:
        NotAdmitted: it was not, or the invitation has ended since.
    """
    invitation = session.get(Invitation, request.session.get("invitation", ""))
    if invitation is None or invitation.revoked_at or invitation.valid_until < utc_now():
        raise NotAdmitted
    return invitation


Admitted = Annotated[Invitation, Depends(admitted)]


@router.get("/")
@router.get("/c/{code}")
def enter(request: Request, session: SessionDep, code: str = "", language: str = "") -> HTMLResponse:
    """Asks for code and PIN, in the language chosen or preferred by the browser."""
    return _enter_page(request, session, code, page_language(request, language), None, chosen=bool(language))


@router.post("/")
async def let_in(
    request: Request,
    session: SessionDep,
    csrf: Annotated[str, Form()],
    code: Annotated[str, Form(max_length=64)] = "",
    pin: Annotated[str, Form(max_length=64)] = "",
    pin_again: Annotated[str, Form(max_length=64)] = "",
    language: Annotated[str, Form()] = "",
) -> Response:
    check_csrf(request, csrf)
    texts = wording(page_language(request, language))
    try:
        invitation = await asyncio.to_thread(_open, request, session, code, pin, pin_again)
    except invitations.PinForm:
        return _enter_page(request, session, code, texts.language, texts.text("error.pin_form"), 422)
    except PinsDiffer:
        return _enter_page(request, session, code, texts.language, texts.text("error.pin_differs"), 422)
    except invitations.Refused:
        return _enter_page(request, session, code, texts.language, texts.text("error.refused"), 401)
    except invitations.Locked as locked:
        minutes = max(1, round((locked.until - utc_now()).total_seconds() / 60))
        return _enter_page(request, session, code, texts.language, texts.text("error.locked", minutes=minutes), 423)
    except TooManyTries:
        return _enter_page(request, session, code, texts.language, texts.text("error.locked", minutes=1), 429)
    request.session["invitation"] = invitation.id
    return RedirectResponse("/chat", 303)


class PinsDiffer(Exception):
    """The PIN was not typed the same twice."""


def _open(request: Request, session: Session, code: str, pin: str, pin_again: str) -> Invitation:
    doorkeeper: Doorkeeper = request.app.state.doorkeeper
    if invitations.needs_pin(session, code):
        if pin != pin_again:
            raise PinsDiffer
        invitations.choose_pin(session, code, pin)
        session.commit()
    return doorkeeper.admit(request, code, pin)


def _enter_page(
    request: Request, session: Session, code: str, language: str, error: str | None, status: int = 200, *, chosen: bool = True
) -> HTMLResponse:
    here = f"/c/{code}" if code and code.replace("-", "").isalnum() else "/"
    languages = [
        {
            "code": other,
            "name": wording(other).name,
            "dir": wording(other).direction,
            "url": f"{here}?language={other}",
            "current": other == language,
        }
        for other in settings().languages
    ]
    choose = bool(code) and invitations.needs_pin(session, code)
    shown = {"languages": languages, "chosen": chosen, "code": code, "choose_pin": choose, "error": error}
    return page(request, "chat/enter.html", language, status, **shown)


@router.get("/chat")
async def chat(request: Request, session: SessionDep, invitation: Admitted, gateway: GatewayDep) -> HTMLResponse:
    """The chat, taken up where it was."""
    kept = await asyncio.to_thread(turns.recent, session, invitation.case_id, SHOWN)
    error = None
    if not kept:
        error = await _take(gateway, invitation.case_id, Said(), str(uuid.uuid4()))
        session.expire_all()  # to see what the gateway has kept meanwhile
        kept = await asyncio.to_thread(turns.recent, session, invitation.case_id, SHOWN)
    return await asyncio.to_thread(_chat_page, request, session, invitation.case_id, kept, error)


@router.post("/chat/messages")
async def chat_message(
    message: Message,
    request: Request,
    session: SessionDep,
    invitation: Admitted,
    gateway: GatewayDep,
    x_csrf: Annotated[str, Header()] = "",
    x_idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
) -> dict[str, Any]:
    """What the page's script sends: the same as the chat API, admitted by the cookie; what goes wrong is told in the person's language."""
    check_csrf(request, x_csrf)
    try:
        reply = await said(gateway, invitation.case_id, Said(message.text, message.payload), x_idempotency_key)
        clips = await asyncio.to_thread(translations.clips, session, reply["language"])
        return {**reply, "messages": [for_page(one, clips) for one in reply["messages"]]}
    except Problem as problem:
        language = await asyncio.to_thread(_language, session, invitation.case_id)
        raise Problem(problem.status, problem.title, _told(_error_key(problem.status), language)) from problem


@router.post("/chat")
async def chat_form(
    request: Request,
    session: SessionDep,
    invitation: Admitted,
    gateway: GatewayDep,
    csrf: Annotated[str, Form()],
    key: Annotated[str, Form(max_length=100)],
    text: Annotated[str | None, Form()] = None,
    payload: Annotated[str | None, Form()] = None,
    choice: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """The same without JavaScript: a form, and the page again."""
    check_csrf(request, csrf)
    error = await _take(gateway, invitation.case_id, Said(text, payload or _together(choice)), key)
    if error is None:
        return RedirectResponse("/chat", 303)
    kept = await asyncio.to_thread(turns.recent, session, invitation.case_id, SHOWN)
    return await asyncio.to_thread(_chat_page, request, session, invitation.case_id, kept, error, text or "")


async def _take(gateway: ChatGateway, case_id: str, message: Said, key: str) -> str | None:
    """Says it; returns the key of the error's text where it was not taken."""
    try:
        await said(gateway, case_id, message, key)
    except Problem as problem:
        return _error_key(problem.status)
    return None


def _error_key(status: int) -> str:
    match status:
        case 413:
            return person_key("error.too_long")
        case 503:
            return person_key("error.unavailable")
        case _:
            return person_key("error.bad_request")


def _told(error: str, language: str) -> str:
    return wording(language).text(error, limit=LONGEST_TEXT)


def _language(session: Session, case_id: str) -> str:
    return conversations.get(session, case_id).language


def _together(choices: list[str] | None) -> str | None:
    """The payloads of the boxes that were ticked as one payload."""
    if not choices:
        return None
    try:
        answered = [json.loads(choice.removeprefix("/inform")) for choice in choices]
        return f"/inform{json.dumps({'question': answered[0]['question'], 'answer': [one['answer'] for one in answered]})}"
    except (ValueError, KeyError, TypeError):
        return choices[0]  # refused further on, like any other text that is no payload


def _chat_page(
    request: Request, session: Session, case_id: str, kept: Sequence[Turn], error: str | None, draft_text: str = ""
) -> HTMLResponse:
    conversation = conversations.get(session, case_id)
    texts = wording(conversation.language)
    return page(
        request,
        "chat/chat.html",
        texts.language,
        200 if error is None else 422,
        messages=_messages(kept, translations.clips(session, texts.language)),
        help=[{"title": title, "payload": payload} for payload, title in _help_titles(texts.language).items()],
        progress={"answered": conversation.answered, "total": conversation.total},
        done=conversation.is_done,
        key=str(uuid.uuid4()),
        error=_told(error, texts.language) if error else None,
        draft_text=draft_text,
    )


def _messages(kept: Sequence[Turn], clips: Mapping[str, int]) -> list[dict[str, Any]]:
    """The turns as the page shows them; where a button was pressed, its title."""
    shown: list[dict[str, Any]] = []
    titles: dict[str, str] = {}
    for turn in kept:
        language = turn.response["language"]
        if turn.said:
            shown.append({"who": "person", "text": titles.get(turn.said, turn.said), **_looks(language)})
        said = ((for_page(message, clips), message.get("language", language)) for message in turn.response["messages"])
        shown.extend({"who": "assistant", **_looks(spoken), **message} for message, spoken in said)
        options = (option for message in turn.response["messages"] for option in message.get("options", ()))
        titles = _help_titles(language) | {option["payload"]: option["title"] for option in options}
    return shown


def _looks(language: str) -> dict[str, str]:
    return {"language": language, "dir": wording(language).direction}


def _help_titles(language: str) -> dict[str, str]:
    return {f"/{key.removeprefix('button.')}": wording(language).text(key) for key in HELP}


@router.get("/chat/summary")
def summary(request: Request, session: SessionDep, invitation: Admitted) -> HTMLResponse:
    """The answers, each with a button to change it."""
    flow = flow_of(session, invitation.case_id, utc_now())
    conversation = conversations.get(session, invitation.case_id)
    texts = wording(conversation.language)
    return page(
        request,
        "chat/summary.html",
        texts.language,
        topics=_topics(flow, texts),
        progress={"answered": conversation.answered, "total": conversation.total},
        key=str(uuid.uuid4()),
    )


@router.get("/chat/summary/copy")
def copy(request: Request, session: SessionDep, invitation: Admitted) -> HTMLResponse:
    """The answers as a file to keep."""
    texts = wording(conversations.get(session, invitation.case_id).language)
    topics = _topics(flow_of(session, invitation.case_id, utc_now()), texts)
    today = format_date(utc_now().date(), "long", locale=texts.locale)
    found = page(request, "chat/copy.html", texts.language, topics=topics, date=today)
    found.headers["Content-Disposition"] = 'attachment; filename="wegwijs.html"'
    return found


def _topics(flow: Flow, texts: Wording) -> list[dict[str, Any]]:
    return [{"title": texts.text(f"topic.{topic}"), "lines": _lines(lines)} for topic, lines in readback(flow, texts).items()]


def _lines(lines: list[Line]) -> list[dict[str, Any]]:
    return [
        {"question": line.question, "label": line.label, "value": line.text, "records": [list(record) for record in line.records]}
        for line in lines
    ]


def install(app: FastAPI) -> None:
    """Where somebody asks for the chat without being admitted, the way in is shown."""

    @app.exception_handler(NotAdmitted)
    async def not_admitted(request: Request, error: NotAdmitted) -> Response:
        if request.method == "GET":
            return RedirectResponse("/", 303)
        raise Problem(401, "Not admitted", "Open the invitation again.")
