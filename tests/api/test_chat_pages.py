"""The inburgeraar's pages, in a browser without JavaScript."""

import json
import re

import pytest

from intake.wording import wording
from tests.api.browser import Browser
from tests.api.test_chat import execute, given
from tests.api.test_staff_pages import made_case
from tests.product import Person, Product
from tests.walk import skip_to

NL = wording("nl")


@pytest.fixture
def person(product: Product) -> Person:
    return product.new_case()


@pytest.fixture
def chat(product: Product, person: Person) -> Browser:
    """The person's browser, in the chat."""
    return entered(product, person)


def entered(product: Product, person: Person, pin: str = "") -> Browser:
    browser = Browser(product, "203.0.113.1")
    browser.open(f"/c/{person.code}")
    browser.send("/", code=person.code, pin=pin or person.pin)
    assert browser.path == "/chat", browser.text
    return browser


def questions(browser: Browser) -> list[str]:
    return re.findall(r'<h2 class="message__text">(.*?)</h2>', browser.page, re.DOTALL)


def payload(browser: Browser, title: str) -> str:
    """The payload of the button with this title."""
    [found] = re.findall(rf'name="payload" value="([^"]*)">\s*(?:<svg.*?</svg>)?\s*<span>{re.escape(title)}<', browser.page)
    return found.replace("&#34;", '"').replace("&quot;", '"')


# The way in


def test_code_and_pin_open_the_chat_and_neither_stands_in_an_address(product: Product, person: Person) -> None:
    browser = entered(product, person)
    assert browser.path == "/chat"
    assert person.code not in browser.page


def test_a_code_in_small_letters_and_digits_of_another_script_are_understood(product: Product, person: Person) -> None:
    browser = Browser(product, "203.0.113.2")
    browser.open("/")
    arabic = person.pin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    browser.send("/", code=person.code.lower().replace("-", " "), pin=arabic)
    assert browser.path == "/chat"


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("es", "ltr")])
def test_the_way_in_speaks_the_browsers_language(product: Product, person: Person, language: str, direction: str) -> None:
    browser = Browser(product, "203.0.113.3", f"xx, {language}-XX;q=0.9")
    browser.open(f"/c/{person.code}")
    assert f'<html lang="{language}" dir="{direction}">' in browser.page
    assert wording(language).text("page.enter_code") in browser.text


def test_another_language_can_be_chosen_on_the_way_in(product: Product, person: Person) -> None:
    browser = Browser(product, "203.0.113.3")
    browser.open(f"/c/{person.code}?language=ar")
    assert '<html lang="ar" dir="rtl">' in browser.page


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_wrong_pin_is_refused_in_the_readers_language_without_saying_what_was_wrong(
    product: Product, person: Person, language: str
) -> None:
    browser = Browser(product, "203.0.113.4", language)
    browser.open(f"/c/{person.code}")
    browser.send("/", code=person.code, pin="0000", language=language)
    assert browser.status == 401
    assert wording(language).text("error.refused") in browser.text


def test_a_locked_invitation_says_how_long_to_wait(product: Product, person: Person) -> None:
    browser = Browser(product, "203.0.113.5")
    browser.open(f"/c/{person.code}")
    for _ in range(5):
        browser.send("/", code=person.code, pin="0000")
    browser.send("/", code=person.code, pin=person.pin)
    assert browser.status == 423
    assert NL.text("error.locked", minutes=15) in browser.text


def test_without_being_let_in_the_chat_leads_to_the_way_in(product: Product) -> None:
    for path in ("/chat", "/chat/summary", "/chat/summary/copy"):
        browser = Browser(product, "203.0.113.6")
        browser.open(path)
        assert browser.path == "/"


@pytest.mark.parametrize("ending", ["revoked_at", "valid_until"])
def test_an_invitation_that_ends_ends_the_chat_in_open_browsers(product: Product, person: Person, chat: Browser, ending: str) -> None:
    execute(product, f"UPDATE invitations SET {ending} = '2020-01-01 00:00:00' WHERE case_id = ?", person.case_id)  # noqa: S608
    chat.open("/chat")
    assert chat.path == "/"


# A PIN of one's own


@pytest.fixture
def own_pin(klantmanager: Browser) -> Person:
    """Somebody who chooses a PIN at first use."""
    return made_case(klantmanager, own_pin="true", language="nl")


def test_a_pin_of_ones_own_is_chosen_at_first_use_and_opens_the_chat_on_another_device(product: Product, own_pin: Person) -> None:
    browser = Browser(product, "203.0.113.7")
    browser.open(f"/c/{own_pin.code}")
    assert NL.text("page.choose_pin") in browser.text
    browser.send("/", code=own_pin.code, pin="2468", pin_again="2468")
    assert browser.path == "/chat"
    assert entered(product, own_pin, "2468").path == "/chat"


@pytest.mark.parametrize(
    ("pin", "again", "error"), [("12", "12", "error.pin_form"), ("abcd", "abcd", "error.pin_form"), ("2468", "2469", "error.pin_differs")]
)
def test_a_pin_that_is_none_or_was_not_repeated_is_refused(product: Product, own_pin: Person, pin: str, again: str, error: str) -> None:
    browser = Browser(product, "203.0.113.8")
    browser.open(f"/c/{own_pin.code}")
    browser.send("/", code=own_pin.code, pin=pin, pin_again=again)
    assert browser.status == 422
    assert NL.text(error) in browser.text
    assert NL.text("page.choose_pin") in browser.text


def test_a_pin_once_chosen_is_not_chosen_again(product: Product, own_pin: Person) -> None:
    browser = Browser(product, "203.0.113.9")
    browser.open(f"/c/{own_pin.code}")
    browser.send("/", code=own_pin.code, pin="2468", pin_again="2468")
    other = Browser(product, "203.0.113.9")
    other.open(f"/c/{own_pin.code}")
    assert NL.text("page.choose_pin") not in other.text
    other.send("/", code=own_pin.code, pin="9999", pin_again="9999")
    assert other.status == 401


# The chat


def test_the_chat_begins_by_itself(chat: Browser) -> None:
    assert "Samira" in chat.text
    assert questions(chat) == [NL.text("ask.start.language")]


def test_a_button_answers_and_the_next_question_is_shown(person: Person, chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "Nederlands"))
    assert chat.path.startswith("/chat")
    assert questions(chat)[-1] == NL.text("ask.start.read_aloud")
    assert [answer["means"] for answer in given(person, "start.language")] == ["button"]


def test_typed_text_answers_too(person: Person, chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "Nederlands"))
    chat.send("/chat", text="nee dank je")
    assert [answer["value"] for answer in given(person, "start.read_aloud")] == [False]


def test_boxes_that_are_ticked_become_one_answer(person: Person, chat: Browser) -> None:
    skip_to(person, "work.skills")
    chat.open("/chat")
    boxes = [box.replace("&#34;", '"') for box in re.findall(r'name="choice" value="([^"]*)"', chat.page)]
    chosen = [box for box in boxes if json.loads(box.removeprefix("/inform"))["answer"] in {"care", "sales"}]
    chat.send("/chat", choice=chosen, confirm="1")
    assert [answer["value"] for answer in given(person, "work.skills")] == [["care", "sales"]]


def test_only_the_last_question_has_buttons(chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "Nederlands"))
    assert chat.page.count('class="options"') == 1


def test_the_same_form_sent_twice_is_one_answer(person: Person, chat: Browser) -> None:
    form = {"csrf": chat.hidden("csrf"), "key": chat.hidden("key"), "payload": payload(chat, "Nederlands")}
    for _ in range(2):
        assert chat.request("POST", "/chat", data=form).status_code == 200
    chat.open("/chat")
    assert len(given(person, "start.language")) == 1
    assert chat.page.count('class="message message--person"') == 1


def test_after_the_back_button_an_old_form_changes_nothing(person: Person, chat: Browser) -> None:
    old = {"csrf": chat.hidden("csrf"), "payload": payload(chat, "Nederlands")}
    chat.send("/chat", payload=old["payload"])
    chat.send("/chat", text="nee")
    chat.request("POST", "/chat", data=old | {"key": "another-key"})
    assert [answer["value"] for answer in given(person, "start.language")] == ["nl"]
    assert person.type("")["question"] == "start.alone"


def test_a_message_that_is_too_long_is_told_of_and_stays_in_the_box(chat: Browser) -> None:
    chat.send("/chat", text="langer " * 2000)
    assert chat.status == 422
    assert NL.text("error.too_long", limit=2000) in chat.text
    assert "langer langer" in chat.texts("textarea")[0]


def test_what_a_person_typed_is_shown_as_text(chat: Browser) -> None:
    chat.send("/chat", text="<script>alert(1)</script>")
    assert "<script>alert" not in chat.page
    assert "<script>alert(1)</script>" in chat.text


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_message_of_another_site_is_refused(person: Person, chat: Browser, csrf: str) -> None:
    answered = chat.request("POST", "/chat", data={"csrf": csrf, "key": "k", "payload": payload(chat, "Nederlands")})
    by_script = chat.request("POST", "/chat/messages", json={"payload": payload(chat, "Nederlands")}, headers={"X-CSRF": csrf})
    assert answered.status_code in {403, 422}
    assert by_script.status_code == 403
    assert given(person, "start.language") == []


def test_each_help_button_of_the_page_is_taken(chat: Browser) -> None:
    for name in ("explain", "repeat", "dont_know", "skip", "discuss", "go_back", "change_language", "ask_human", "pause"):
        chat.send("/chat", payload=payload(chat, NL.text(f"button.{name}")))
        assert chat.status == 200, name


def test_progress_is_shown(person: Person, chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "Nederlands"))
    total = person.type("")["progress"]["total"]
    assert NL.text("page.progress", answered=1, total=total) in chat.text


def test_another_language_turns_the_page_round(chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "العربية"))
    assert '<html lang="ar" dir="rtl">' in chat.page


def test_another_device_shows_what_was_said(product: Product, person: Person, chat: Browser) -> None:
    chat.send("/chat", payload=payload(chat, "Nederlands"))
    other = entered(product, person)
    assert questions(other) == questions(chat)


def test_the_answers_are_shown_with_a_button_to_change_each(person: Person, chat: Browser) -> None:
    skip_to(person, "education.school_years")
    person.type("negen jaar")
    chat.open("/chat/summary")
    assert "9 jaar" in chat.text
    [change] = re.findall(r'value="(/go_back\{[^"]*education\.school_years[^"]*)"', chat.page)
    chat.send("/chat", payload=change.replace("&#34;", '"'))
    assert questions(chat)[-1] == NL.text("ask.education.school_years")


def test_the_answers_can_be_kept_as_a_file_that_needs_nothing_else(person: Person, chat: Browser) -> None:
    skip_to(person, "education.school_years")
    person.type("negen jaar")
    response = chat.request("GET", "/chat/summary/copy")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "9 jaar" in response.text
    assert "http" not in response.text
    assert "/static/" not in response.text
