"""`wegwijs serve --demo`: a few invented people, with the links to their chats."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from actions.turn import store
from casestore import cases, invitations
from casestore.models import Group
from intake.questionnaire import questionnaire
from intake.settings import public_url, settings

PIN = "246810"  # of every demo case; a real one is drawn for each invitation


@dataclass(frozen=True, slots=True)
class Person:
    given_name: str
    language: str
    group: Group


# Hasan and Pablo are the two people of the national training material.
PEOPLE = (
    Person("Hasan", "ar", "asielstatushouder"),
    Person("Pablo", "es", "gezinsmigrant"),
    Person("Grace", "en", "gezinsmigrant"),
    Person("Joep", "nl", "overig"),
)


def print_cases() -> None:
    """Makes the demo cases that are not there yet, and prints how to get into each."""
    print(f"\nDemo cases (PIN {PIN}):")
    with store().begin() as session:
        known = {line.case.given_name: line.case.id for line in cases.overview(session)}
        for person in PEOPLE:
            case_id = known.get(person.given_name) or _make(session, person)
            valid_until = datetime.now(UTC) + settings().invitation_valid
            issued = invitations.issue(session, case_id, pin=PIN, valid_until=valid_until)
            print(f"  {person.given_name:<6} ({person.language})  {public_url()}/c/{issued.code}", flush=True)


def _make(session: Session, person: Person) -> str:
    notice = date.today() - timedelta(weeks=2)
    return cases.create(
        session,
        given_name=person.given_name,
        language=person.language,
        group=person.group,
        notice_date=notice,
        first_question=questionnaire().questions[0].id,
    ).id
