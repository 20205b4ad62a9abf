"""The klantmanager's pages."""

import re

import pytest

from intake.wording import wording
from tests.api.browser import PASSWORD, Browser, one_time_password, sign_in_anew
from tests.product import Person, Product
from tests.walk import skip_to

STAFF = wording("nl", "staff")
CASE = {"given_name": "Samira", "language": "ar", "group": "gezinsmigrant", "notice_date": "2026-10-01"}


@pytest.fixture
def visitor(product: Product) -> Browser:
    """Somebody at the sign-in page."""
    browser = Browser(product, "192.0.2.9")
    browser.open("/staff/sign-in")
    return browser


def made_case(klantmanager: Browser, **fields: str) -> Person:
    """A case made on the page; the PIN is '' where the person chooses one."""
    klantmanager.open("/staff/cases/new")
    klantmanager.send("/staff/cases", **(CASE | fields))
    assert klantmanager.status == 200, klantmanager.text
    [code] = re.findall(r'dir="ltr">([2-9A-Z]{4}-[2-9A-Z]{4})<', klantmanager.page)
    pin = re.findall(r'dir="ltr">(\d{6})<', klantmanager.page)
    [case_id] = re.findall(r'href="/staff/cases/([0-9a-f-]{36})"', klantmanager.page)
    return Person(klantmanager.product, case_id, code, pin[0] if pin else "")


# Signing in


@pytest.mark.parametrize("path", ["", "/cases/new", "/languages", "/password", "/cases/x", "/attention"])
def test_without_signing_in_each_page_leads_to_the_sign_in_page(product: Product, path: str) -> None:
    browser = Browser(product)
    browser.open(f"/staff{path}")
    assert browser.path == "/staff/sign-in"


def test_a_wrong_password_and_an_unknown_name_look_the_same(product: Product, klantmanager: Browser) -> None:
    browser = Browser(product, "192.0.2.10")
    browser.open("/staff/sign-in")
    told = []
    for username in ("annet", "niemand"):
        browser.send("/staff/sign-in", username=username, password="verkeerd")
        assert browser.status == 401
        told.append(re.sub(r'name="csrf" value="[^"]*"', "", browser.page))
    assert told[0] == told[1]
    assert STAFF.text("staff.error.sign_in") in browser.text


def test_the_one_time_password_opens_nothing_but_the_choice_of_another(product: Product, visitor: Browser) -> None:
    visitor.send("/staff/sign-in", username="bram", password=one_time_password(product, "bram", "Bram"))
    assert visitor.path == "/staff/password"
    visitor.open("/staff")
    assert STAFF.text("staff.cases") not in visitor.texts("h1")
    visitor.open("/staff/password")
    visitor.send("/staff/password", password=PASSWORD, again=PASSWORD)
    assert visitor.path == "/staff"


def test_the_one_time_password_ends_with_the_choice_of_another(product: Product, visitor: Browser) -> None:
    password = one_time_password(product, "cor", "Cor")
    visitor.send("/staff/sign-in", username="cor", password=password)
    visitor.send("/staff/password", password=PASSWORD, again=PASSWORD)
    visitor.open("/staff/sign-in")
    visitor.send("/staff/sign-in", username="cor", password=password)
    assert visitor.status == 401


@pytest.mark.parametrize(
    ("password", "again", "error"),
    [("te kort", "te kort", "staff.error.password_short"), (PASSWORD, PASSWORD + "!", "staff.error.password_differs")],
)
def test_a_short_password_or_two_different_ones_are_refused(
    product: Product, visitor: Browser, request: pytest.FixtureRequest, password: str, again: str, error: str
) -> None:
    username = re.sub(r"\W", "", request.node.name)[-12:]
    visitor.send("/staff/sign-in", username=username, password=one_time_password(product, username, "Dirk"))
    visitor.send("/staff/password", password=password, again=again)
    assert visitor.status == 422
    assert STAFF.text(error) in visitor.text


def test_another_browser_is_signed_out_when_the_password_changes(product: Product) -> None:
    first = sign_in_anew(product, "ellen", "Ellen")
    second = Browser(product)
    second.open("/staff/sign-in")
    second.send("/staff/sign-in", username="ellen", password=PASSWORD)
    assert second.path == "/staff"
    first.open("/staff/password")
    first.send("/staff/password", password=PASSWORD + "2", again=PASSWORD + "2")
    assert first.path == "/staff"
    second.open("/staff")
    assert second.path == "/staff/sign-in"


def test_who_signs_out_is_out(product: Product) -> None:
    browser = sign_in_anew(product, "fenna", "Fenna")
    browser.send("/staff/sign-out")
    browser.open("/staff")
    assert browser.path == "/staff/sign-in"


def test_an_address_that_guesses_passwords_is_braked_and_others_are_not(product: Product, klantmanager: Browser) -> None:
    guesser = Browser(product, "198.51.100.20")
    guesser.open("/staff/sign-in")
    for _ in range(10):
        guesser.send("/staff/sign-in", username="annet", password="gok")
        assert guesser.status == 401
    guesser.send("/staff/sign-in", username="annet", password=PASSWORD)
    assert guesser.status == 429
    assert STAFF.text("staff.error.too_many_tries") in guesser.text
    other = Browser(product, "198.51.100.21")
    other.open("/staff/sign-in")
    other.send("/staff/sign-in", username="annet", password=PASSWORD)
    assert other.path == "/staff"


@pytest.mark.parametrize("csrf", ["", "wrong"])
@pytest.mark.parametrize("path", ["/staff/sign-in", "/staff/sign-out", "/staff/password", "/staff/cases"])
def test_a_form_of_another_site_is_refused(product: Product, klantmanager: Browser, path: str, csrf: str) -> None:
    response = klantmanager.request("POST", path, data={**CASE, "csrf": csrf, "username": "annet", "password": PASSWORD, "again": PASSWORD})
    assert response.status_code in {403, 422}
    klantmanager.open("/staff")
    assert klantmanager.path == "/staff"


# Cases and invitations


def test_a_new_case_shows_its_invitation_with_link_code_pin_and_qr_code_to_print(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    assert f"{klantmanager.product.url}/c/{person.code}" in klantmanager.text
    assert re.fullmatch(r"\d{6}", person.pin)
    assert "<svg" in klantmanager.page
    assert "data-print" in klantmanager.page
    assert 'lang="ar" dir="rtl"' in klantmanager.page


def test_the_invitation_lets_the_person_in(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    assert person.type("")["language"] == "ar"


def test_the_pin_is_shown_once(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    assert person.pin not in klantmanager.open(f"/staff/cases/{person.case_id}")
    assert person.code not in klantmanager.page


def test_a_new_invitation_ends_the_old_one(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    klantmanager.open(f"/staff/cases/{person.case_id}")
    klantmanager.send(f"/staff/cases/{person.case_id}/invitation")
    assert klantmanager.status == 200
    assert person.code not in klantmanager.page
    assert person.send({"text": ""}).status_code == 401


@pytest.mark.parametrize("field", list(CASE))
@pytest.mark.parametrize("value", ["", "\u0007onzin"])
def test_a_wrong_field_is_named_and_the_others_stay_filled_in(klantmanager: Browser, field: str, value: str) -> None:
    klantmanager.open("/staff/cases/new")
    klantmanager.send("/staff/cases", **(CASE | {field: value}))
    assert klantmanager.status == 422
    errors = [STAFF.text(f"staff.error.{name}") for name in CASE if STAFF.text(f"staff.error.{name}") in klantmanager.text]
    assert errors == [STAFF.text(f"staff.error.{field}")]
    if field != "given_name":
        assert 'value="Samira"' in klantmanager.page
    if field != "language":
        assert '<option value="ar" selected>' in klantmanager.page


def test_a_name_is_shown_as_text(klantmanager: Browser) -> None:
    person = made_case(klantmanager, given_name="<b>Sam</b> & Co")
    klantmanager.open(f"/staff/cases/{person.case_id}")
    assert "<b>Sam</b>" not in klantmanager.page
    assert klantmanager.texts("h1") == ["<b>Sam</b> & Co"]


def test_a_case_that_does_not_exist_is_a_page_that_says_so(klantmanager: Browser) -> None:
    klantmanager.open("/staff/cases/3f1c0f4e-0000-4000-8000-000000000000")
    assert klantmanager.status == 404
    assert STAFF.text("staff.error.no_such_case") in klantmanager.text


def test_the_case_shows_each_sentence_beside_the_words_it_rests_on(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    skip_to(person, "education.school_years")
    person.type("تسع سنوات")
    klantmanager.open(f"/staff/cases/{person.case_id}")
    assert "Heeft 9 jaar onderwijs gevolgd." in klantmanager.text
    assert '<q lang="ar" dir="rtl">تسع سنوات</q>' in klantmanager.page


def test_the_case_shows_each_component_with_its_article(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    klantmanager.open(f"/staff/cases/{person.case_id}")
    assert "artikel 5.2, tweede lid, Besluit inburgering 2021" in klantmanager.text
    assert 'href="https://wetten.overheid.nl/jci1.3:c:BWBR0045555&amp;artikel=5.2"' in klantmanager.page


def test_the_last_day_for_the_pip_is_ten_weeks_after_the_notice(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    klantmanager.open(f"/staff/cases/{person.case_id}")
    assert "10-12-2026" in klantmanager.text


def test_somebody_in_distress_stands_first_in_the_list(klantmanager: Browser) -> None:
    calm, person = made_case(klantmanager, given_name="Rustig"), made_case(klantmanager, given_name="Nood", notice_date="2026-11-01")
    for one in (calm, person):
        one.type("")
    person.type("زوجي يضربني")
    klantmanager.open("/staff")
    names = klantmanager.texts("bdi")
    assert names.index("Nood") < names.index("Rustig")


def test_a_call_for_attention_is_shown_until_somebody_has_seen_it(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    person.type("")
    person.help("ask_human")
    assert klantmanager.calls(person.case_id) == [STAFF.text("attention.ask_human")]
    [call] = re.findall(rf'action="(/staff/cases/{person.case_id}/attention/[^"]+)"', klantmanager.page)
    klantmanager.send(call)
    assert klantmanager.calls(person.case_id) == []


def test_an_open_page_hears_of_new_calls(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    person.type("")
    before = klantmanager.request("GET", "/staff/attention").json().get("ask_human", 0)
    person.help("ask_human")
    assert klantmanager.request("GET", "/staff/attention").json()["ask_human"] == before + 1


def test_progress_is_visible(klantmanager: Browser) -> None:
    person = made_case(klantmanager)
    skip_to(person, "language.mother_tongue")
    total = person.reply["progress"]["total"]
    klantmanager.open(f"/staff/cases/{person.case_id}")
    assert STAFF.text("staff.progress_of", answered=4, total=total) in klantmanager.text


def test_the_languages_page_tells_who_reviewed_each(klantmanager: Browser) -> None:
    klantmanager.open("/staff/languages")
    assert "العربية" in klantmanager.text
    assert STAFF.text("staff.of_texts", count=0, total=len(wording("ar").texts)) in klantmanager.text
