"""The pages of the klantmanager, in Dutch."""

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Depends, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from pydantic import ValidationError

from actions.turn import flow_of
from api.admission import Brake, TooManyTries, address_of
from api.dependencies import PageStaff, SessionDep, SignedInDep, check_csrf
from api.pages import language_title, staff_page
from api.routes.cases import InvitationView, NewCase, invite, open_case
from casestore import attention, cases, conversations, staff
from casestore.cases import CaseNotFound
from casestore.models import Case, Staff
from casestore.types import utc_now
from intake.law import articles
from intake.law.terms import pip_deadline
from intake.questionnaire import questionnaire
from intake.settings import settings
from intake.summary import Sentence, component_statuses, sentences
from intake.wording import staff_key, wording

router = APIRouter(prefix="/staff", include_in_schema=False)
TRIES, WINDOW = 10, 300.0  # wrong passwords of one address within so many seconds
SHORTEST_PASSWORD = 10
GROUPS = ("asielstatushouder", "gezinsmigrant", "overig")
_brake = Brake(TRIES, WINDOW)


def case_page_of(case_id: str, session: SessionDep, member: PageStaff) -> Case:
    """The case that an address names, for someone who is signed in.

    Raises:
        CaseNotFound: there is none.
    """
    return cases.get(session, case_id)


CaseDep = Annotated[Case, Depends(case_page_of)]


@router.get("/sign-in")
def sign_in_page(request: Request, member: SignedInDep) -> HTMLResponse:
    return staff_page(request, "staff/sign_in.html", error=None)


@router.post("/sign-in")
def sign_in(
    request: Request,
    session: SessionDep,
    csrf: Annotated[str, Form()],
    username: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    check_csrf(request, csrf)
    address = address_of(request)
    try:
        _brake.check(address)
    except TooManyTries:
        return staff_page(request, "staff/sign_in.html", 429, error=staff_key("staff.error.too_many_tries"))
    member = staff.check(session, username, password)
    if member is None:
        _brake.failed(address)
        return staff_page(request, "staff/sign_in.html", 401, error=staff_key("staff.error.sign_in"))
    _brake.forget(address)
    request.session.clear()  # a new session for a new rank: nobody can have prepared it
    request.session["staff"] = {"id": member.id, "since": staff.fingerprint(member)}
    return RedirectResponse("/staff/password" if member.must_change_password else "/staff", 303)


@router.post("/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form()]) -> RedirectResponse:
    check_csrf(request, csrf)
    request.session.clear()
    return RedirectResponse("/staff/sign-in", 303)


@router.get("/password")
def password_page(request: Request, member: PageStaff) -> HTMLResponse:
    return staff_page(request, "staff/password.html", member=member, error=None)


@router.post("/password")
def change_password(
    request: Request,
    session: SessionDep,
    member: PageStaff,
    csrf: Annotated[str, Form()],
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    check_csrf(request, csrf)
    if len(password) < SHORTEST_PASSWORD:
        return staff_page(request, "staff/password.html", 422, member=member, error=staff_key("staff.error.password_short"))
    if password != again:
        return staff_page(request, "staff/password.html", 422, member=member, error=staff_key("staff.error.password_differs"))
    staff.change_password(session, member.id, password)
    request.session["staff"] = {"id": member.id, "since": staff.fingerprint(member)}
    return RedirectResponse("/staff", 303)


@router.get("")
def case_list(request: Request, session: SessionDep, member: PageStaff) -> HTMLResponse:
    """The cases, those that call for attention first."""
    lines: list[dict[str, Any]] = [
        {
            "case": line.case,
            "conversation": line.conversation,
            "language": language_title(line.conversation.language),
            "unseen": dict(line.unseen),
            "pip_deadline": pip_deadline(line.case.notice_date),
        }
        for line in cases.overview(session)
    ]
    lines.sort(key=lambda line: ("distress" not in line["unseen"], not line["unseen"], line["pip_deadline"]))
    return staff_page(request, "staff/cases.html", member=member, lines=lines)


@router.get("/attention")
def calls(session: SessionDep, member: PageStaff) -> dict[str, int]:
    """How many calls for attention nobody has seen, by kind; the pages ask for it every few seconds."""
    counts: dict[str, int] = {}
    for line in cases.overview(session):
        for kind, number in line.unseen.items():
            counts[kind] = counts.get(kind, 0) + number
    return counts


@router.get("/cases/new")
def new_case_page(request: Request, member: PageStaff) -> HTMLResponse:
    return _new_case_page(request, member, {}, [])


@router.post("/cases")
def new_case(
    request: Request,
    session: SessionDep,
    member: PageStaff,
    csrf: Annotated[str, Form()],
    given_name: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    group: Annotated[str, Form()] = "",
    notice_date: Annotated[str, Form()] = "",
    own_pin: Annotated[bool, Form()] = False,
) -> Response:
    """Makes the case and shows its invitation, this once: the PIN is kept nowhere."""
    check_csrf(request, csrf)
    typed = {"given_name": given_name, "language": language, "group": group, "notice_date": notice_date}
    try:
        new = NewCase.model_validate(typed)
    except ValidationError as error:
        fields = [_snake(str(one["loc"][0])) for one in error.errors()]
        return _new_case_page(request, member, typed, fields, 422)
    case, invitation = open_case(session, new, member.id, own_pin)
    return _invitation_page(request, member, case, invitation)


@router.post("/cases/{case_id}/invitation")
def new_invitation(
    request: Request,
    session: SessionDep,
    member: PageStaff,
    case: CaseDep,
    csrf: Annotated[str, Form()],
    own_pin: Annotated[bool, Form()] = False,
) -> HTMLResponse:
    check_csrf(request, csrf)
    return _invitation_page(request, member, case, invite(session, case.id, own_pin))


@router.get("/cases/{case_id}")
def case_page(request: Request, session: SessionDep, member: PageStaff, case: CaseDep) -> HTMLResponse:
    """The summary, each sentence beside the words it rests on, and the mandatory components."""
    flow = flow_of(session, case.id, utc_now())
    conversation = conversations.get(session, case.id)
    return staff_page(
        request,
        "staff/case.html",
        member=member,
        case=case,
        conversation=conversation,
        language=language_title(conversation.language),
        pip_deadline=pip_deadline(case.notice_date),
        unseen=[{"call": call, "question": _question_title(call.question)} for call in attention.unseen(session, case.id)],
        topics=[{"topic": topic, "sentences": [_sentence(sentence) for sentence in told]} for topic, told in sentences(flow).items()],
        components=[
            {
                "key": component.key,
                "article": articles.citation(component.article),
                "url": articles.url(component.article),
                "status": status,
            }
            for component, status in component_statuses(questionnaire(), flow)
        ],
    )


@router.post("/cases/{case_id}/attention/{attention_id}")
def seen(
    request: Request, session: SessionDep, member: PageStaff, case: CaseDep, attention_id: str, csrf: Annotated[str, Form()]
) -> RedirectResponse:
    check_csrf(request, csrf)
    attention.seen(session, attention_id, member.id)
    return RedirectResponse(f"/staff/cases/{case.id}", 303)


def _new_case_page(request: Request, member: Staff, typed: dict[str, str], wrong: list[str], status: int = 200) -> HTMLResponse:
    languages = [(code, language_title(code)) for code in settings().languages]
    return staff_page(request, "staff/new_case.html", status, member=member, typed=typed, wrong=wrong, languages=languages, groups=GROUPS)


def _invitation_page(request: Request, member: Staff, case: Case, invitation: InvitationView) -> HTMLResponse:
    qr = segno.make(invitation.url, error="m").svg_inline(scale=5, dark="#000", light="#fff")
    texts = wording(case.language)
    return staff_page(
        request,
        "staff/invitation.html",
        member=member,
        case=case,
        invitation=invitation,
        qr=Markup(qr),  # noqa: S704 (made by segno)
        texts=texts,
        language=language_title(case.language),
    )


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "answers": [{"answer": answer, "dir": wording(answer.language).direction} for answer in sentence.answers],
    }


def _question_title(step: str | None) -> str | None:
    """The label of the question that a step belongs to."""
    question = next((question for question in questionnaire().questions for field in question.steps() if field.id == step), None)
    found = question or questionnaire().by_id.get(step or "")
    return wording("nl", "staff").text(f"label.{found.id}") if found else None


def _snake(name: str) -> str:
    return {"givenName": "given_name", "noticeDate": "notice_date"}.get(name, name)


def install(app: FastAPI) -> None:
    @app.exception_handler(CaseNotFound)
    async def no_such_case(request: Request, error: CaseNotFound) -> HTMLResponse:
        return staff_page(request, "staff/error.html", 404, message=staff_key("staff.error.no_such_case"))
