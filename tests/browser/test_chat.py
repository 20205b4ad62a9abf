"""The chat page: what goes wrong on a phone, and the ways in that need no finger."""

import pytest
from playwright.sync_api import Page, Request, Route, expect

from intake.wording import wording
from tests.browser.conftest import NewPhone
from tests.browser.phone import FIRST, Phone
from tests.product import Person
from tests.walk import skip_to

MESSAGES = "**/chat/messages"


@pytest.fixture
def sent(phone: Phone) -> list[Request]:
    """The messages that the phone sends."""
    requests: list[Request] = []
    phone.page.on("request", lambda request: requests.append(request) if request.url.endswith("/chat/messages") else None)
    return requests


def times_recorded(phone: Phone, question: str) -> int:
    """How many answers to a question were ever recorded."""
    answers = phone.product.staff("GET", f"/v1/cases/{phone.case_id}/answers").json()
    return sum(answer["question"] == question for answer in answers)


def test_a_double_click_sends_once(phone: Phone, sent: list[Request]) -> None:
    phone.control("button", "nl").dblclick()
    phone.waits()
    assert len(sent) == 1
    assert phone.record() == {FIRST: "nl"}


def test_the_back_button_changes_nothing(phone: Phone) -> None:
    phone.press("nl")
    phone.press(False)
    asked, recorded = phone.asked(), phone.record()
    phone.page.get_by_role("link", name=wording("nl").text("page.your_answers")).click()
    phone.page.wait_for_url("**/chat/summary")
    phone.page.go_back()
    expect(phone.page.locator("h2.message__text").last).to_have_text(asked)
    phone.page.go_back()
    phone.page.go_forward()
    expect(phone.page.locator("h2.message__text").last).to_have_text(asked)
    assert phone.record() == recorded


def test_what_is_pressed_without_connection_is_sent_when_it_is_back(phone: Phone) -> None:
    phone.page.context.set_offline(True)
    phone.control("button", "nl").click()
    expect(phone.page.locator("#notice")).to_contain_text(wording("nl").text("page.connection_lost"))
    phone.page.context.set_offline(False)
    phone.waits()
    expect(phone.page.locator("#notice")).to_be_hidden()
    assert phone.record() == {FIRST: "nl"}


def test_a_reply_that_is_lost_is_asked_for_again_and_recorded_once(phone: Phone, sent: list[Request]) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    phone.page.route(MESSAGES, lose, times=1)
    phone.control("button", "nl").click()
    phone.page.get_by_role("button", name=wording("nl").text("page.retry")).click()
    phone.waits()
    assert len({request.headers["x-idempotency-key"] for request in sent}) == 1
    assert times_recorded(phone, FIRST) == 1


def test_a_text_that_is_too_long_comes_back_to_be_shortened(phone: Phone) -> None:
    phone.page.locator("#message").fill("a" * 2001)
    phone.page.locator("#write button").click()
    expect(phone.page.locator("#notice")).to_contain_text("2000")
    expect(phone.page.locator("#message")).to_have_value("a" * 2001)


def test_markup_in_an_answer_is_shown_as_it_was_typed(phone: Phone) -> None:
    phone.type("<img src=x> <b>Nederlands</b>")
    expect(phone.page.locator(".message--person .message__text").last).to_have_text("<img src=x> <b>Nederlands</b>")


def test_another_language_turns_the_page_around_and_keeps_the_question(phone: Phone) -> None:
    phone.press("nl")
    before = phone.question
    phone.help("change_language")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="العربية").click()
    expect(phone.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.page.locator("html")).to_have_attribute("lang", "ar")
    assert phone.asked() == wording("ar").text(f"ask.{before}")


def test_help_numbers_can_be_tapped_and_keep_their_order(new_phone: NewPhone) -> None:
    phone = new_phone("ar")
    phone.enter()
    phone.press("ar")
    phone.type("زوجي يضربني")
    for _ in ("as it came in", "as the server sends it"):
        link = phone.page.locator("a[href='tel:0800-2000']").last
        expect(link).to_have_attribute("dir", "ltr")
        expect(link).to_have_text("0800-2000")
        phone.page.reload()


def test_the_arabic_font_comes_along_with_the_page(new_phone: NewPhone) -> None:
    phone = new_phone("ar")
    phone.enter()
    phone.page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].some(font => font.family.includes('Noto Sans Arabic') && font.status === 'loaded')"
    assert phone.page.evaluate(loaded)


def test_dutch_words_and_numbers_keep_their_place_in_an_arabic_sentence(new_phone: NewPhone) -> None:
    """From right to left: each word of the sentence stands left of the one before it, the number and the Dutch word too."""
    phone = new_phone("ar")
    phone.enter()
    said = "منذ 12 سنة في Utrecht"
    phone.type(said)

    right_edges = phone.page.locator(".message--person .message__text", has_text=said).evaluate(
        """(element, words) => {
            const text = element.firstChild
            let from = 0
            return words.map(word => {
                const range = document.createRange()
                from = text.data.indexOf(word, from)
                range.setStart(text, from)
                range.setEnd(text, from + word.length)
                return range.getBoundingClientRect().right
            })
        }""",
        said.split(),
    )

    assert right_edges == sorted(right_edges, reverse=True)


def test_a_copy_of_the_answers_can_be_kept(new_phone: NewPhone) -> None:
    phone = new_phone("ar")
    phone.enter()
    phone.press("ar")
    phone.page.goto(f"{phone.product.url}/chat/summary")
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name=wording("ar").text("page.save_copy")).click()
    copy = download.value.path().read_text(encoding="utf-8")
    assert 'dir="rtl"' in copy
    assert wording("ar").text("label.start.language") in copy


def test_the_keyboard_is_enough(new_phone: NewPhone) -> None:
    phone = new_phone()
    skip_to(Person(phone.product, phone.case_id, phone.code, phone.pin), "work.skills")
    phone.reply = {"question": "work.skills"}
    phone.enter()
    page = phone.page
    boxes = wording("nl")
    tab_to(page, "input", boxes.text("option.work.skills.cooking"))
    page.keyboard.press("Space")
    tab_to(page, "button", boxes.text("page.confirm_choice"))
    phone.sends(lambda: page.keyboard.press("Enter"))
    tab_to(page, "button", boxes.text("option.work.driving_licence.none"))
    phone.sends(lambda: page.keyboard.press("Enter"))
    tab_to(page, "textarea", boxes.text("page.message"))
    page.keyboard.type("kok")
    phone.sends(lambda: page.keyboard.press("Enter"))
    recorded = phone.record()
    assert (recorded["work.skills"], recorded["work.driving_licence"]) == (["cooking"], "none")
    assert phone.question == "work.form"


def tab_to(page: Page, tag: str, name: str) -> None:
    """Presses Tab until the focus is on a control of a kind with this name."""
    now = "[document.activeElement.localName, (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()]"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(now) == [tag, name]:
            return
    raise AssertionError(f"Tab never reached {tag} {name}")


def test_without_javascript_one_can_press_type_and_tick(new_phone: NewPhone) -> None:
    phone = new_phone(java_script_enabled=False)
    skip_to(Person(phone.product, phone.case_id, phone.code, phone.pin), "work.skills")
    phone.enter()
    phone.control("input", "cooking").check()
    phone.control("input", "sales").check()
    phone.page.locator(".options__confirm").click()
    phone.control("button", "none").click()
    phone.page.locator("#message").fill("kok")
    phone.page.locator("#write button").click()
    expect(phone.page.locator("h2.message__text").last).to_have_text(wording("nl").text("ask.work.form"))
    recorded = phone.record()
    assert (recorded["work.skills"], recorded["work.driving_licence"]) == (["cooking", "sales"], "none")


def test_without_javascript_a_double_click_records_once(new_phone: NewPhone) -> None:
    phone = new_phone(java_script_enabled=False)
    phone.enter()
    phone.control("button", "nl").dblclick()
    expect(phone.page.locator("h2.message__text").last).to_have_text(wording("nl").text("ask.start.read_aloud"))
    assert phone.record() == {FIRST: "nl"}


def test_without_javascript_the_help_menu_opens(new_phone: NewPhone) -> None:
    phone = new_phone(java_script_enabled=False)
    phone.enter()
    phone.page.locator("#help summary").click()
    phone.page.locator("#help button[value='/explain']").click()
    expect(phone.page.locator(".message--assistant").filter(has_text=wording("nl").text(f"why.{FIRST}"))).to_be_visible()
