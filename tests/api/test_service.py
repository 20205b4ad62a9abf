"""What holds for all addresses: health, headers, errors, the description of the API."""

import pytest
import requests

from tests.api.test_cases import refused
from tests.product import Product


def get(product: Product, path: str, **headers: str) -> requests.Response:
    return requests.get(f"{product.url}{path}", headers=headers, timeout=60, allow_redirects=False)


def test_it_says_that_it_lives(product: Product) -> None:
    assert get(product, "/health/live").json() == {"status": "live"}


def test_it_says_that_database_and_rasa_are_ready(product: Product) -> None:
    assert get(product, "/health/ready").json() == {"status": "ready", "database": True, "rasa": True}


def test_the_api_describes_itself(product: Product) -> None:
    described = get(product, "/v1/openapi.json").json()
    assert {"/v1/cases", "/v1/cases/{case_id}/answers", "/v1/cases/{case_id}/summary", "/v1/chat/{code}/messages", "/health/ready"} <= set(
        described["paths"]
    )
    assert not [path for path in described["paths"] if path.startswith(("/staff", "/internal"))]


@pytest.mark.parametrize("path", ["/", "/staff/sign-in", "/chat", "/v1/openapi.json", "/health/live", "/v1/cases/x/answers", "/nowhere"])
def test_each_answer_carries_the_security_headers(product: Product, path: str) -> None:
    headers = get(product, path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_styles_may_be_kept_by_a_cache(product: Product) -> None:
    response = get(product, "/static/base.css")
    assert response.status_code == 200
    assert "no-store" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"])
def test_files_beside_the_static_ones_are_not_served(product: Product, path: str) -> None:
    request = requests.Request("GET", product.url).prepare()
    request.url = f"{product.url}{path}"
    with requests.Session() as session:
        assert session.send(request, timeout=60).status_code == 404


def test_an_unknown_address_is_a_problem_to_a_program(product: Product) -> None:
    refused(get(product, "/v1/nowhere"), 404)


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("es", "ltr")])
def test_an_unknown_address_is_a_page_in_the_readers_language_to_a_browser(product: Product, language: str, direction: str) -> None:
    response = get(product, "/nowhere", **{"Accept": "text/html", "Accept-Language": language})
    assert response.status_code == 404
    assert f'<html lang="{language}" dir="{direction}">' in response.text


def test_another_method_is_refused(product: Product) -> None:
    refused(requests.delete(f"{product.url}/v1/cases", timeout=60), 405)


def test_only_the_rasa_server_of_this_installation_may_run_actions(product: Product) -> None:
    response = requests.post(f"{product.url}/internal/actions", json={"next_action": "action_pause"}, timeout=60)
    refused(response, 403)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(product: Product) -> None:
    cookie = get(product, "/staff/sign-in").headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_nothing_that_people_said_is_in_the_log(product: Product) -> None:
    person = product.new_case("Geheimnaam")
    person.type("")
    person.type("geheimwoord")
    assert "geheim" not in product.log.read_text(encoding="utf-8").lower()
