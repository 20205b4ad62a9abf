"""What holds for every page, on a phone of 360 pixels wide."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.phone import SIZE, Phone
from tests.browser.screens import PHONE, STAFF
from tests.product import Product

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DIRECTIONS = {"nl": "ltr", "ar": "rtl"}


@dataclass
class Shown:
    """A page that is open, in which language, and what the browser had to complain of."""

    page: Page
    language: str
    complaints: list[str]


@pytest.fixture(scope="module", params=[*((name, language) for name in PHONE for language in DIRECTIONS), *((name, "") for name in STAFF)])
def shown(request: pytest.FixtureRequest, chromium: Browser, product: Product, signed_in: StorageState) -> Iterator[Shown]:
    name, language = request.param
    context = chromium.new_context(viewport=SIZE, locale=language or "nl", storage_state=None if language else signed_in)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    if language:
        case = product.new_case("Amal", language, "asielstatushouder")
        PHONE[name](Phone(product, case.case_id, case.code, case.pin, page=page))
    else:
        STAFF[name](page, product)
    yield Shown(page, language or "nl", complaints)
    context.close()


def test_it_says_its_language_and_direction(shown: Shown) -> None:
    html = shown.page.locator("html")
    assert html.get_attribute("lang") == shown.language
    assert html.evaluate("one => getComputedStyle(one).direction") == DIRECTIONS[shown.language]


def test_it_does_not_scroll_sideways(shown: Shown) -> None:
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]


def test_axe_finds_no_violation_of_wcag_2_2_aa(shown: Shown) -> None:
    shown.page.evaluate(AXE)
    found: list[dict[str, Any]] = shown.page.evaluate("only => axe.run(document, {runOnly: only}).then(run => run.violations)", WCAG)
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_the_browser_has_nothing_to_complain_of(shown: Shown) -> None:
    unexpected = [text for text in shown.complaints if "Failed to load resource" not in text]  # refusals and errors that the page is about
    assert unexpected == []
