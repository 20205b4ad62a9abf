"""The pictures of the docs: made anew with WEGWIJS_PICTURES=1, and otherwise looked after."""

import os
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from intake.settings import ROOT
from tests.api.browser import one_time_password
from tests.browser.conftest import choose_password, sign_in
from tests.browser.phone import SIZE, Phone
from tests.browser.screens import boxes, buttons, enter, half_way, in_distress, invitation, mixed
from tests.product import Person, Product
from tests.walk import load, skip_to, walk

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000  # bytes
NAMED = re.compile(r"!\[[^\]]*\]\((?:docs/)?(?:pictures/)?([^)/]+\.png)\)")
DESK: ViewportSize = {"width": 1080, "height": 680}


def named() -> set[str]:
    """The pictures that the docs show."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return {name for page in pages for name in NAMED.findall(page.read_text(encoding="utf-8"))}


@pytest.mark.skipif("WEGWIJS_PICTURES" not in os.environ, reason="the pictures are made anew with WEGWIJS_PICTURES=1")
def test_the_pictures_are_made(chromium: Browser) -> None:
    town = Product("pictures")  # with a few invented people in it, and nobody else
    town.start()
    try:
        hasan = people(town)
        pictures_of_a_desk(chromium, town, hasan)
        pictures_of_a_phone(chromium, town, hasan)
    finally:
        town.stop()


def test_each_picture_that_the_docs_show_is_there() -> None:
    assert named() - {picture.name for picture in PICTURES.iterdir()} == set()


def test_no_picture_is_heavy_on_a_slow_line() -> None:
    assert {picture.name: picture.stat().st_size for picture in PICTURES.glob("*.png") if picture.stat().st_size >= LARGEST} == {}


def people(town: Product) -> Person:
    """Makes the people; Hasan, who is half way."""
    town.new_case("Grace", "en", "gezinsmigrant", weeks_ago(1))
    skip_to(town.new_case("Joep", "nl", "overig", weeks_ago(3)), "work.now")
    pablo = load("pablo")
    person = town.new_case(pablo["name"], pablo["language"], pablo["group"], weeks_ago(6))
    person.type("")
    walk(person, pablo, until="close.remarks")
    person.help("skip")
    in_distress(town)
    return half_way(town)


def weeks_ago(weeks: int) -> str:
    return str(date.today() - timedelta(weeks=weeks))


def pictures_of_a_desk(chromium: Browser, town: Product, hasan: Person) -> None:
    page = chromium.new_context(viewport=DESK, locale="nl-NL").new_page()
    page.goto(f"{town.url}/staff")
    keep(page, "signin")
    sign_in(page, town, "mieke", one_time_password(town, "mieke", "Mieke"))
    choose_password(page)
    keep(page, "worklist")
    page.get_by_role("link", name="Amal").click()
    page.get_by_role("button", name="Gezien").click()
    page.goto(f"{town.url}/staff/languages")
    keep(page, "languages")
    invitation(page, town)
    keep(page, "invitation")
    page.set_viewport_size({"width": DESK["width"], "height": 1300})
    page.goto(f"{town.url}/staff/cases/{hasan.case_id}")
    keep(page, "case")
    page.context.close()


def pictures_of_a_phone(chromium: Browser, town: Product, hasan: Person) -> None:
    for name, language, screen in (("enter", "ar", enter), ("chat-ar", "ar", buttons), ("chat-nl", "nl", boxes), ("mixed-ar", "ar", mixed)):
        case = town.new_case("Samira", language, "gezinsmigrant", weeks_ago(2))
        picture_of_a_phone(chromium, name, case, language, screen)
    picture_of_a_phone(chromium, "summary-ar", hasan, "ar", summary)


def picture_of_a_phone(chromium: Browser, name: str, person: Person, language: str, screen: Callable[[Phone], None]) -> None:
    page = chromium.new_context(viewport=SIZE, locale=language, reduced_motion="reduce").new_page()
    screen(Phone(person.product, person.case_id, person.code, person.pin, page=page))
    keep(page, name)
    page.context.close()


def summary(phone: Phone) -> None:
    phone.enter()
    phone.page.goto(f"{phone.product.url}/chat/summary")


def keep(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
