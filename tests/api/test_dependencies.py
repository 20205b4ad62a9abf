"""What routes ask for."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from api import errors
from api.dependencies import SessionDep


@pytest.fixture
def browser() -> Iterator[TestClient]:
    """A web application whose database fails at the very end, when changes are to be kept."""
    app = FastAPI()
    errors.install(app)
    app.state.sessions = sessionmaker(create_engine("sqlite://"))

    @app.post("/v1/change")
    def change(session: SessionDep) -> str:
        session.connection()
        return "changed"

    def fail(session: Session) -> None:
        raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(app.state.sessions, "before_commit", fail)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_nothing_is_told_to_be_kept_before_it_is(browser: TestClient) -> None:
    response = browser.post("/v1/change")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
