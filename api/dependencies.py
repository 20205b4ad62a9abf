"""What routes ask for: a database session, the person who is signed in, the gateway."""

import hmac
import secrets
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.conversation import ChatGateway
from api.problems import Problem
from api.rasa import Rasa
from casestore import staff
from casestore.models import Staff

CSRF = "csrf"


def session(request: Request) -> Iterator[Session]:
    """A session whose changes are kept when the route succeeds. A route may end the transaction earlier, and go on with a new one."""
    with request.app.state.sessions() as opened:
        yield opened
        opened.commit()


# Ends with the route, not with the request: what a reply tells is kept before the reply is sent.
SessionDep = Annotated[Session, Depends(session, scope="function")]


def gateway(request: Request) -> ChatGateway:
    found: ChatGateway = request.app.state.gateway
    return found


def rasa(request: Request) -> Rasa:
    found: Rasa = request.app.state.rasa
    return found


GatewayDep = Annotated[ChatGateway, Depends(gateway)]
RasaDep = Annotated[Rasa, Depends(rasa)]


def signed_in(request: Request, session: SessionDep) -> Staff | None:
    """The member of staff of the session cookie; none where the password was changed since."""
    known = request.session.get("staff")
    if known is None:
        return None
    member = session.get(Staff, known["id"])
    return member if member and known["since"] == staff.fingerprint(member) else None


SignedInDep = Annotated[Staff | None, Depends(signed_in)]


class SignInFirst(Exception):
    """A page was asked for that staff must sign in for."""


def page_staff(request: Request, member: SignedInDep) -> Staff:
    """The member of staff who reads a page.

    Raises:
        SignInFirst: nobody is signed in, or the one-time password must be changed first.
    """
    if member is None or (member.must_change_password and request.url.path != "/staff/password"):
        raise SignInFirst
    return member


def api_staff(request: Request, session: SessionDep, member: SignedInDep) -> Staff:
    """The member of staff who calls the API, by bearer token or by session.

    Raises:
        Problem: 401.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        member = staff.staff_for_token(session, token.strip())
    elif member and request.method not in {"GET", "HEAD"}:
        check_csrf(request, request.headers.get("X-CSRF", ""))
    if member is None:
        detail = "Send 'Authorization: Bearer <token>'; `wegwijs token` makes one."
        raise Problem(401, "Not signed in", detail, {"WWW-Authenticate": "Bearer"})
    return member


PageStaff = Annotated[Staff, Depends(page_staff)]
ApiStaff = Annotated[Staff, Depends(api_staff)]


def csrf_token(request: Request) -> str:
    """The token that forms of this browser session carry."""
    token: str = request.session.setdefault(CSRF, secrets.token_urlsafe(16))
    return token


def check_csrf(request: Request, token: str) -> None:
    """Refuses a form that was not made for this browser session.

    Raises:
        Problem: 403.
    """
    expected = request.session.get(CSRF, "")
    if not expected or not hmac.compare_digest(expected.encode(), token.encode()):
        raise Problem(403, "This form is no longer valid", "Open the page again and send the form once more.")
