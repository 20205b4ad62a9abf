"""The API for staff: cases, answers, summary."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.alias_generators import to_camel

from actions.turn import flow_of
from api.dependencies import ApiStaff, SessionDep
from api.problems import Problem
from api.views import answer_list, summary_view
from casestore import answers, cases, invitations
from casestore.models import Case
from intake.questionnaire import questionnaire
from intake.settings import public_url, settings

router = APIRouter(prefix="/v1/cases", tags=["cases"])


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class NewCase(Camel):
    given_name: Annotated[str, Field(min_length=1, max_length=100)]
    language: str
    group: Literal["asielstatushouder", "gezinsmigrant", "overig"]
    notice_date: date

    @field_validator("language")
    @classmethod
    def is_offered(cls, language: str) -> str:
        if language not in settings().languages:
            raise ValueError(f"one of {', '.join(settings().languages)}")
        return language

    @field_validator("given_name")
    @classmethod
    def has_letters(cls, name: str) -> str:
        if not name.strip() or not name.isprintable():
            raise ValueError("a name without control characters")
        return name.strip()


class InvitationView(Camel):
    url: str
    code: str
    pin: str | None


class CreatedCase(Camel):
    case_id: str
    invitation: InvitationView


def open_case(session: SessionDep, new: NewCase, staff_id: str, chosen_by_person: bool = False) -> tuple[Case, InvitationView]:
    """Makes a case with its invitation."""
    first = questionnaire().questions[0].id
    case = cases.create(
        session,
        given_name=new.given_name,
        language=new.language,
        group=new.group,
        notice_date=new.notice_date,
        created_by=staff_id,
        first_question=first,
    )
    return case, invite(session, case.id, chosen_by_person)


def invite(session: SessionDep, case_id: str, chosen_by_person: bool = False) -> InvitationView:
    """A new invitation; older ones of the case end."""
    issued = invitations.issue(
        session, case_id, pin=None, chosen_by_person=chosen_by_person, valid_until=datetime.now(UTC) + settings().invitation_valid
    )
    return InvitationView(url=f"{public_url()}/c/{issued.code}", code=issued.code, pin=issued.pin)


def case_of(case_id: str, session: SessionDep, member: ApiStaff) -> Case:
    """The case that a path names.

    Raises:
        Problem: 404.
    """
    try:
        return cases.get(session, case_id)
    except cases.CaseNotFound as error:
        raise Problem(404, "There is no such case", "Check the case id.") from error


CaseDep = Annotated[Case, Depends(case_of)]


@router.post("", status_code=201, response_model_by_alias=True)
def create(new: NewCase, session: SessionDep, member: ApiStaff) -> CreatedCase:
    case, invitation = open_case(session, new, member.id)
    return CreatedCase(case_id=case.id, invitation=invitation)


@router.get("/{case_id}/answers")
def read_answers(case: CaseDep, session: SessionDep) -> list[dict[str, Any]]:
    """Each question that was dealt with, in the order of the questionnaire; corrected answers carry `supersededBy`."""
    return answer_list(questionnaire(), answers.history(session, case.id), datetime.now(UTC).date())


@router.get("/{case_id}/summary")
def read_summary(case: CaseDep, session: SessionDep) -> dict[str, Any]:
    """The Dutch summary by topic, each sentence with the answers it rests on, and the mandatory components with their article."""
    return summary_view(questionnaire(), flow_of(session, case.id, datetime.now(UTC)))
