"""Texts read aloud: recorded by a translator into a (fake) microphone, heard in the chat; where nothing can be heard there is no button."""

from playwright.sync_api import Page, expect

from intake.wording import wording
from tests.browser.conftest import NewPhone
from tests.product import Product

QUESTION, ANSWERS = "ask.start.read_aloud", ("option.yes", "option.no")
# A Dutch voice of the device, as a phone may have one; the Chromium of the tests has none. `spoken` is what it has said.
VOICE = """
  window.spoken = [];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ lang: "nl-NL" }],
    speak: (said) => { window.spoken.push(said.text); setTimeout(() => said.dispatchEvent(new Event("end"))); },
    cancel: () => {},
    addEventListener: () => {},
  } });
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""
PLAYED = "window.played = []; HTMLAudioElement.prototype.play = function () { window.played.push(this.src); return Promise.resolve(); };"


def record(desk: Page, product: Product, language: str, key: str) -> None:
    """Records a text on the page of its language."""
    group = "option" if key in ANSWERS else "start"
    desk.goto(f"{product.url}/staff/languages/{language}?group={group}")
    sound = desk.locator(f".texts__sound[data-key='{key}']")
    sound.get_by_role("button", name="Inspreken").click()
    stop = sound.get_by_role("button", name="Stoppen met opnemen")
    desk.wait_for_timeout(300)  # a clip of some length
    with desk.expect_response("**/clips") as kept:
        stop.click()
    assert kept.value.status == 204
    expect(sound.locator("audio")).to_be_visible()


def test_a_recorded_question_is_heard_in_the_chat_with_its_answers(desk: Page, product: Product, new_phone: NewPhone) -> None:
    for key in (QUESTION, *ANSWERS):
        record(desk, product, "ti", key)
    phone = new_phone("ti", locale="en")
    phone.page.add_init_script(PLAYED)
    phone.enter()
    phone.press("ti")
    question = phone.page.locator(".message", has=phone.page.locator("h2")).last
    listen = question.get_by_role("button", name=wording("ti").text("button.listen"))
    expect(listen).to_be_visible()
    assert phone.page.evaluate("window.played") == []  # never by itself
    listen.click()
    expect(question.get_by_role("button", name=wording("ti").text("button.stop_listening"))).to_be_visible()
    [clip] = phone.page.evaluate("window.played")
    answer = phone.page.request.get(clip)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("audio/")
    assert len(answer.body()) > 100


def test_without_a_clip_the_devices_own_voice_reads_the_question_and_its_answers(new_phone: NewPhone) -> None:
    phone = new_phone("nl")
    phone.page.add_init_script(VOICE)
    phone.enter()
    phone.press("nl")
    phone.page.get_by_role("button", name="Luisteren").last.click()
    texts = wording("nl")
    said = [texts.text(key) for key in (QUESTION, *ANSWERS)]
    for _ in range(100):  # wait_for_function would need eval, which the page forbids
        if len(phone.page.evaluate("window.spoken")) == len(said):
            break
        phone.page.wait_for_timeout(50)
    assert phone.page.evaluate("window.spoken") == said
    expect(phone.page.get_by_role("button", name="Luisteren").last).to_be_visible()


def test_where_the_device_has_no_voice_for_the_language_there_is_no_button(new_phone: NewPhone) -> None:
    phone = new_phone("ku", locale="en")
    phone.page.add_init_script(VOICE)
    phone.enter()
    expect(phone.page.locator("h2").last).to_be_visible()
    expect(phone.page.locator(".listen:visible")).to_have_count(0)
