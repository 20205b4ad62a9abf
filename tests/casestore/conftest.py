"""Each test runs twice: on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from casestore import answers, cases, database, staff
from casestore.models import Case, Staff
from intake.record import Answer, StepKey
from tests.postgres import PostgresServer

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes an empty database and gives its URL."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'cases.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create_database


@pytest.fixture(scope="session")
def copy_of_migrated(request: pytest.FixtureRequest, new_database: Callable[[], str]) -> Callable[[], str]:
    """Makes a database with the tables in place and gives its URL; migrates once, then copies."""
    url = new_database()
    engine = database.connect(url)
    database.migrate(engine)
    engine.dispose()
    migrated = make_url(url).database
    assert migrated is not None
    if engine.dialect.name == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        return lambda: server.create_database(template=migrated)

    def copy() -> str:
        copied = make_url(new_database()).database
        assert copied is not None
        shutil.copy(Path(migrated), copied)
        return f"sqlite:///{copied}"

    return copy


@pytest.fixture
def empty_url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def engine(copy_of_migrated: Callable[[], str]) -> Iterator[Engine]:
    engine = database.connect(copy_of_migrated())
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return database.sessions(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        yield session


@pytest.fixture
def make_case(session: Session) -> Callable[..., Case]:
    """Makes and commits a case; keyword arguments replace the usual ones."""

    def make(**other: Any) -> Case:
        usual: dict[str, Any] = {
            "given_name": "Hasan",
            "language": "ar",
            "group": "asielstatushouder",
            "notice_date": date(2026, 2, 2),
            "first_question": "start.language",
        }
        case = cases.create(session, **(usual | other))
        session.commit()
        return case

    return make


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case()


@pytest.fixture
def member(session: Session) -> Staff:
    """Somebody of the municipality, with password `hunebed op de heide`."""
    member = staff.add(session, "Anneke", "Anneke de Vries", "hunebed op de heide")
    session.commit()
    return member


@pytest.fixture
def record(case: Case) -> Callable[..., Answer]:
    """Records an answer of the case in the session that is given; keyword arguments replace the usual ones."""

    def record(session: Session, value: Any = 9, **other: Any) -> Answer:
        usual: dict[str, Any] = {
            "key": StepKey("education.school_years"),
            "value": value,
            "status": "answered",
            "original_text": "تسع سنوات",
            "language": "ar",
            "source": "inburgeraar",
            "means": "typed",
            "certainty": 0.9,
            "questionnaire_version": "2026.1",
            "now": NOW,
        }
        return answers.record(session, case.id, **(usual | other))

    return record
