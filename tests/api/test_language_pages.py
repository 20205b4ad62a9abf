"""The pages with which translators and interpreters take care of the languages."""

import re
from datetime import date

import pytest
import requests

from intake.wording import digest, wording
from tests.api.browser import Browser
from tests.product import Product

STAFF = wording("nl", "staff")
KEY = "ask.work.now"
TEXT = wording("tr").text(KEY)
SOUND = ("clip.webm", b"not really a sound", "audio/webm;codecs=opus")


def upload(klantmanager: Browser, key: str = KEY, sound: tuple[str, bytes, str] = SOUND, language: str = "tr") -> requests.Response:
    klantmanager.open("/staff/languages/tr?group=work")
    fields = {"csrf": klantmanager.hidden("csrf"), "key": key}
    return klantmanager.request(
        "POST", f"/staff/languages/{language}/clips", data=fields, files={"sound": sound}, headers={"Accept": "*/*"}
    )


def clip_of_the_text(klantmanager: Browser) -> requests.Response:
    klantmanager.open("/staff/languages/tr?group=work")
    [address] = re.findall(rf'id="{re.escape(KEY)}".*?src="(/clips/\d+)"', klantmanager.page, re.DOTALL)
    return klantmanager.request("GET", address)


def test_each_text_stands_beside_the_dutch(klantmanager: Browser) -> None:
    klantmanager.open("/staff/languages/tr?group=work")
    assert TEXT in klantmanager.text
    assert wording("nl").text(KEY) in klantmanager.text


def test_every_text_is_in_one_group(klantmanager: Browser) -> None:
    klantmanager.open("/staff/languages/tr")
    groups = re.findall(r'href="\?group=(\w+)"', klantmanager.page)
    keys = []
    for group in groups:
        klantmanager.open(f"/staff/languages/tr?group={group}")
        keys += re.findall(r"<code>([^<]+)</code>", klantmanager.page)
    assert sorted(keys) == sorted(wording("tr").texts)


def test_a_text_is_marked_as_reviewed_with_name_and_date(klantmanager: Browser) -> None:
    klantmanager.open("/staff/languages/tr?group=work")
    klantmanager.send("/staff/languages/tr/review", reviewed="why.work.now", reviewer="Elif Invented", group="work")
    assert klantmanager.path == "/staff/languages/tr?group=work"
    [line] = re.findall(r'<li[^>]*id="why\.work\.now">(.*?)</li>', klantmanager.page, re.DOTALL)
    assert "Elif Invented" in line
    assert str(date.today().year) in line
    assert "checkbox" not in line


def test_the_list_counts_what_was_reviewed_and_read_aloud(klantmanager: Browser) -> None:
    def counted() -> list[str]:
        klantmanager.open("/staff/languages")
        [row] = [row for row in klantmanager.texts("tr") if row.startswith("Turks")]
        return re.findall(r"(\d+) van \d+", row)

    before = [int(number) for number in counted()]
    klantmanager.open("/staff/languages/tr?group=living")
    klantmanager.send("/staff/languages/tr/review", reviewed="ask.living.debts", reviewer="Elif", group="living")
    assert upload(klantmanager, "ask.living.debts").status_code == 204
    assert [int(number) for number in counted()] == [count + 1 for count in before]


def test_a_clip_is_kept_and_can_be_heard(klantmanager: Browser) -> None:
    assert upload(klantmanager).status_code == 204
    heard = clip_of_the_text(klantmanager)
    assert (heard.content, heard.headers["Content-Type"]) == (SOUND[1], "audio/webm")


@pytest.mark.parametrize(
    ("sound", "status"),
    [
        (("clip.html", b"<script>", "text/html"), 415),
        (("clip.webm", b"", "audio/webm"), 413),
        (("clip.webm", b"x" * 2_000_001, "audio/webm"), 413),
    ],
)
def test_what_is_no_clip_is_refused(klantmanager: Browser, sound: tuple[str, bytes, str], status: int) -> None:
    answer = upload(klantmanager, sound=sound)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_text_or_language_that_does_not_exist_is_not_found(klantmanager: Browser) -> None:
    assert upload(klantmanager, key="ask.nothing").status_code == 404
    assert upload(klantmanager, language="tlh").status_code == 404
    assert klantmanager.request("GET", "/clips/999999").status_code == 404


def test_the_catalogue_comes_as_a_file_for_any_translation_tool(klantmanager: Browser) -> None:
    answer = klantmanager.request("GET", "/staff/languages/tr/catalogue")
    assert 'filename="wegwijs-tr.po"' in answer.headers["Content-Disposition"]
    assert f'msgid "{KEY}"' in answer.text


def test_without_signing_in_nothing_is_reviewed_or_recorded(product: Product) -> None:
    stranger = Browser(product)
    stranger.open("/staff/languages/tr?group=work")
    assert stranger.path == "/staff/sign-in"
    answer = stranger.request(
        "POST", "/staff/languages/tr/clips", data={"csrf": "x", "key": KEY}, files={"sound": SOUND}, allow_redirects=False
    )
    assert answer.status_code == 303


def test_a_digest_is_of_exactly_one_text() -> None:
    assert digest(TEXT) != digest(TEXT + " ")
