"""A browser without JavaScript, for the pages."""

import re
from html import unescape
from typing import Any

import requests

from tests.product import Product

PASSWORD = "een heel lang wachtwoord"


class Browser:
    """Opens pages and sends the forms on them. `address` is the one that the reverse proxy in front reports."""

    def __init__(self, product: Product, address: str = "192.0.2.1", languages: str = "nl") -> None:
        self.product = product
        self._session = requests.Session()
        self._session.headers.update({"Accept": "text/html", "X-Forwarded-For": address, "Accept-Language": languages})
        self.page = ""
        self.status = 0
        self.path = ""

    def open(self, path: str) -> str:
        """The page at a path, redirects followed."""
        return self._keep(self._session.get(f"{self.product.url}{path}", timeout=60))

    def send(self, path: str, **fields: Any) -> str:
        """Sends a form of the open page, with the hidden fields that all of them carry."""
        hidden = {name: self.hidden(name) for name in ("csrf", "key") if f'name="{name}"' in self.page}
        return self._keep(self._session.post(f"{self.product.url}{path}", data={**hidden, **fields}, timeout=120))

    def request(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """A request with the cookies of this browser, as the script of a page makes it."""
        return self._session.request(method, f"{self.product.url}{path}", timeout=120, **arguments)

    def hidden(self, name: str) -> str:
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.page)
        assert found, f"no field {name} on {self.path}"
        return unescape(found[1])

    def texts(self, tag: str) -> list[str]:
        """What stands in all elements of a kind, without markup."""
        found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", self.page, re.DOTALL)
        return [" ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split()) for text in found]

    @property
    def text(self) -> str:
        """The whole page without markup."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.page)).split())

    def calls(self, case_id: str) -> list[str]:
        """For what a case calls attention, as its page says it."""
        self.open(f"/staff/cases/{case_id}")
        return re.findall(r'<div class="utrecht-alert[^"]*call-line"[^>]*>\s*<span><strong>([^<]*)</strong>', self.page)

    def _keep(self, response: requests.Response) -> str:
        self.page = re.sub(r"<template\b.*?</template>", "", response.text, flags=re.DOTALL)  # the blanks that only a script fills in
        self.status = response.status_code
        self.path = response.url.removeprefix(self.product.url)
        return self.page


def sign_in_anew(product: Product, username: str, name: str) -> Browser:
    """A new member of staff, signed in, who has replaced the one-time password by `PASSWORD`."""
    browser = Browser(product)
    browser.open("/staff/sign-in")
    browser.send("/staff/sign-in", username=username, password=one_time_password(product, username, name))
    browser.send("/staff/password", password=PASSWORD, again=PASSWORD)
    assert browser.path == "/staff", browser.text
    return browser


def one_time_password(product: Product, username: str, name: str) -> str:
    """Adds a member of staff, as the administrator does."""
    return product.command("staff", username, name).strip().rpartition(" ")[2]
