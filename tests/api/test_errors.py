"""What is answered, and logged, when something goes wrong that nobody foresaw."""

import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware

from api import errors

WORDS = "somebody's own words"


@pytest.fixture
def client() -> Iterator[TestClient]:
    """An application whose code fails over what somebody said."""
    app = FastAPI()
    errors.install(app)
    app.add_middleware(SessionMiddleware, secret_key="of the test")

    @app.get("/v1/fails")
    @app.get("/fails")
    def fails() -> None:
        raise ValueError(WORDS)

    @app.get("/breaks-off")
    def breaks_off() -> StreamingResponse:
        def parts() -> Iterator[bytes]:
            yield b"the first part"
            raise ValueError(WORDS)

        return StreamingResponse(parts())

    with TestClient(app) as client:
        yield client


def test_an_unforeseen_error_is_told_to_a_program_as_a_problem(client: TestClient) -> None:
    response = client.get("/v1/fails")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert WORDS not in response.text


def test_an_unforeseen_error_is_told_to_a_reader_as_a_page(client: TestClient) -> None:
    response = client.get("/fails", headers={"Accept": "text/html"})
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("text/html")
    assert WORDS not in response.text


def test_an_unforeseen_error_is_logged_with_its_place_but_not_with_its_text(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/v1/fails")
    assert "unforeseen ValueError at " in caplog.text
    assert "test_errors.py" in caplog.text
    assert WORDS not in caplog.text


def test_an_answer_that_was_begun_is_broken_off_without_its_text(client: TestClient) -> None:
    with pytest.raises(RuntimeError, match="broken off") as broken:
        client.get("/breaks-off")
    assert WORDS not in str(broken.value)
