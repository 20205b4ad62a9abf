"""People with a phone: they open the link of their invitation in Chromium, press the real buttons, tick boxes and type."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.product import Person

SIZE: ViewportSize = {"width": 360, "height": 740}
FIRST = "start.language"


@dataclass
class Phone(Person):
    """Somebody with an invitation, chatting on the page. What they do is what `Person` does over the API."""

    page: Page = field(kw_only=True)

    def enter(self) -> None:
        """Opens the link and gives the PIN."""
        self.open_link()
        self.page.locator("#pin").fill(self.pin)
        self.page.locator("main form button").click()
        self.page.wait_for_url("**/chat")
        self.reply = {"question": self.reply.get("question", FIRST), "done": False, "messages": []}

    def open_link(self) -> None:
        self.page.goto(f"{self.product.url}/c/{self.code}")

    def type(self, text: str) -> dict[str, Any]:
        self.page.locator("#message").fill(text)
        return self.sends(self.page.locator("#write button").click)

    def press(self, value: Any) -> dict[str, Any]:
        return self.sends(self.control("button", value).click)

    def tick(self, *values: Any) -> dict[str, Any]:
        for value in values:
            self.control("input", value).check()
        return self.sends(self.page.locator(".options__confirm").click)

    def help(self, name: str, **entities: Any) -> dict[str, Any]:
        self.page.locator("#help summary").click()
        return self.sends(self.page.locator(f"#help button[value='/{name}']").click)

    def control(self, kind: str, value: Any) -> Locator:
        """The button, or the box to tick (`input`), that answers with a value."""
        controls = self.page.locator(f".options {kind}[value]")
        payloads: list[str] = controls.evaluate_all("all => all.map(one => one.value)")
        found = [at for at, payload in enumerate(payloads) if _answer(payload) == value]
        assert found, f"no {kind} for {value} at {self.question}: {payloads}"
        return controls.nth(found[0])

    def sends(self, act: Callable[[], object]) -> dict[str, Any]:
        """Does something that sends a message, and waits until the reply is on the page."""
        with self.page.expect_response("**/chat/messages") as told:
            act()
        assert told.value.ok, told.value.text()
        self.reply = told.value.json()
        self.waits()
        assert self.shown()[-len(self.texts) :] == self.texts
        return self.reply

    def waits(self) -> None:
        """Waits until the page has dealt with the reply."""
        expect(self.page.locator("#log")).to_have_attribute("aria-busy", "false")

    def shown(self) -> list[str]:
        """What the assistant has said, as far as it is on the page."""
        texts: list[str] = self.page.locator(".message--assistant .message__text").evaluate_all("all => all.map(one => one.textContent)")
        return texts

    def asked(self) -> str:
        """The question that is asked last on the page."""
        return self.page.locator("h2.message__text").last.inner_text()


def _answer(payload: str) -> Any:
    """The value that a payload carries, if it does."""
    _, brace, entities = payload.partition("{")
    return json.loads(brace + entities).get("answer") if brace else None
