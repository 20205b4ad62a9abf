"""The API for staff: making cases."""

from typing import Any

import pytest
import requests

from tests.api.browser import Browser
from tests.product import Product

NEW = {"givenName": "Samira", "language": "ar", "group": "gezinsmigrant", "noticeDate": "2026-10-01"}


def refused(response: requests.Response, status: int) -> dict[str, Any]:
    """The problem with which a request was refused."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


def test_a_case_is_made_with_its_invitation(product: Product) -> None:
    made = product.staff("POST", "/v1/cases", json=NEW)
    assert made.status_code == 201
    case = made.json()
    assert set(case) == {"caseId", "invitation"}
    assert set(case["invitation"]) == {"url", "code", "pin"}
    assert case["invitation"]["url"] == f"{product.url}/c/{case['invitation']['code']}"
    assert case["invitation"]["pin"].isdigit()


def test_an_invitation_can_be_used_as_soon_as_it_was_handed_out(product: Product) -> None:
    for _ in range(10):
        assert product.new_case().type("")["question"] == "start.language"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("givenName", ""),
        ("givenName", "  "),
        ("givenName", "Verborgen\u0007"),
        ("givenName", "Verborgen\u202e"),
        ("givenName", "Verborgen" * 12),
        ("language", "verborgen"),
        ("group", "verborgen"),
        ("noticeDate", "verborgen"),
        ("noticeDate", "2026-02-30"),
        ("bsn", "verborgen"),
    ],
)
def test_a_case_with_a_wrong_field_is_refused_by_its_name_and_without_what_was_sent(product: Product, field: str, value: str) -> None:
    response = product.staff("POST", "/v1/cases", json=NEW | {field: value})
    problem = refused(response, 422)
    assert [error["in"] for error in problem["errors"]] == [f"body.{field}"]
    assert "erborgen" not in response.text


@pytest.mark.parametrize("field", list(NEW))
def test_a_case_without_one_of_its_fields_is_refused(product: Product, field: str) -> None:
    problem = refused(product.staff("POST", "/v1/cases", json={name: value for name, value in NEW.items() if name != field}), 422)
    assert problem["errors"][0]["in"] == f"body.{field}"


def test_what_is_no_json_is_refused_without_repeating_it(product: Product) -> None:
    response = product.staff("POST", "/v1/cases", data="Verborgen {")
    refused(response, 422)
    assert "Verborgen" not in response.text


@pytest.mark.parametrize("authorization", [None, "Bearer wgw_wrong", "Bearer", "Basic YTpi", "Bearer \u00e9"])
def test_without_a_valid_token_nothing_is_made_or_shown(product: Product, authorization: str | None) -> None:
    headers = {"Authorization": authorization.encode()} if authorization else {}
    for method, path in (("POST", "/v1/cases"), ("GET", "/v1/cases/some/answers"), ("GET", "/v1/cases/some/summary")):
        response = requests.request(method, f"{product.url}{path}", json=NEW, headers=headers, timeout=60)
        refused(response, 401)
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_ends(product: Product) -> None:
    token = product.command("token", "--days", "0").strip()
    response = requests.get(f"{product.url}/v1/cases/some/answers", headers={"Authorization": f"Bearer {token}"}, timeout=60)
    refused(response, 401)


@pytest.mark.parametrize("what", ["answers", "summary"])
def test_a_case_that_does_not_exist_is_not_found(product: Product, what: str) -> None:
    refused(product.staff("GET", f"/v1/cases/3f1c0f4e-0000-4000-8000-000000000000/{what}"), 404)


def test_who_is_signed_in_reads_a_case_with_the_session(product: Product, klantmanager: Browser) -> None:
    person = product.new_case()
    assert klantmanager.open(f"/v1/cases/{person.case_id}/answers") == "[]"


def test_a_session_alone_makes_no_case_for_another_site(product: Product, klantmanager: Browser) -> None:
    refused(klantmanager.request("POST", "/v1/cases", json=NEW), 403)


def test_a_new_case_has_no_answers_and_all_components_are_open(product: Product) -> None:
    person = product.new_case()
    assert person.answers() == []
    summary = person.summary()
    assert summary["topics"] == []
    assert {component["status"] for component in summary["components"]} == {"open"}
