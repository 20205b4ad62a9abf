"""Chromium, people with a phone in it, and a klantmanager at a desk."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, sync_playwright

from tests.api.browser import PASSWORD, one_time_password
from tests.product import Product

pytest.register_assert_rewrite("tests.browser.phone", "tests.browser.screens")

from tests.browser.phone import SIZE, Phone  # noqa: E402 (after the line above, for the sake of messages)

# No sandbox, as in a container; and nothing that Chromium does for itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MICROPHONE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]  # one that hums, and may be used
DESK: ViewportSize = {"width": 1280, "height": 800}

NewPhone = Callable[..., Phone]


@pytest.fixture(scope="package")  # not longer: while Playwright runs, asyncio can't run its own loop
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "the browser tests need Chromium (Debian: chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *MICROPHONE])
        yield browser
        browser.close()


@pytest.fixture
def new_phone(chromium: Browser, product: Product) -> Iterator[NewPhone]:
    """Makes a case, and a phone with its invitation; the phone speaks the language of the case unless `locale` says otherwise."""
    phones: list[Phone] = []

    def new(language: str = "nl", name: str = "Samira", group: str = "gezinsmigrant", notice: str = "2026-10-01", **context: Any) -> Phone:
        case = product.new_case(name, language, group, notice)
        page = chromium.new_context(**{"viewport": SIZE, "locale": language, **context}).new_page()
        phones.append(Phone(product, case.case_id, case.code, case.pin, page=page))
        return phones[-1]

    yield new
    for phone in phones:
        phone.page.context.close()


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    """A phone with the chat open, in Dutch, at the first question."""
    found = new_phone()
    found.enter()
    return found


@pytest.fixture(scope="package")
def signed_in(chromium: Browser, product: Product) -> StorageState:
    """The cookies of a klantmanager who has signed in."""
    page = chromium.new_page()
    sign_in(page, product, "mieke", one_time_password(product, "mieke", "Mieke"))
    choose_password(page)
    kept = page.context.storage_state()
    page.close()
    return kept


@pytest.fixture
def desk(chromium: Browser, signed_in: StorageState) -> Iterator[Page]:
    """The page of a klantmanager who is signed in, on a wide screen."""
    context = chromium.new_context(viewport=DESK, locale="nl-NL", storage_state=signed_in)
    yield context.new_page()
    context.close()


def sign_in(page: Page, product: Product, username: str, password: str) -> None:
    page.goto(f"{product.url}/staff")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Inloggen").click()


def choose_password(page: Page, password: str = PASSWORD) -> None:
    page.wait_for_url("**/staff/password")
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(password)
    page.get_by_label("Nogmaals het nieuwe wachtwoord").fill(password)
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url("**/staff")
