"""The klantmanager's work in the browser: from the one-time password to the printed summary."""

from playwright.sync_api import Browser, Page, expect

from tests.api.browser import one_time_password
from tests.browser.conftest import DESK, choose_password, sign_in
from tests.browser.screens import half_way, invitation
from tests.product import Product


def test_the_one_time_password_lets_one_in_once(chromium: Browser, product: Product) -> None:
    once = one_time_password(product, "joris", "Joris")
    page = chromium.new_context(viewport=DESK).new_page()
    sign_in(page, product, "joris", once)
    choose_password(page, "nog een lang wachtwoord")
    expect(page.get_by_role("heading", name="Dossiers")).to_be_visible()
    page.get_by_role("button", name="Uitloggen").click()
    sign_in(page, product, "joris", once)
    expect(page.get_by_role("alert")).to_have_text("De gebruikersnaam of het wachtwoord klopt niet.")
    sign_in(page, product, "joris", "nog een lang wachtwoord")
    expect(page.get_by_role("heading", name="Dossiers")).to_be_visible()
    page.context.close()


def test_a_new_case_gives_an_invitation_and_stands_in_the_list(desk: Page, product: Product) -> None:
    invitation(desk, product)
    link = desk.locator(".invitation__link").inner_text()
    desk.get_by_role("link", name="Naar het dossier").click()
    path = desk.url.removeprefix(product.url)
    desk.get_by_role("link", name="Dossiers", exact=True).click()
    row = desk.get_by_role("row").filter(has=desk.locator(f"a[href='{path}']"))
    expect(row).to_contain_text("nog niet begonnen")
    expect(row).to_contain_text("10-11-2026")  # ten weeks after the notice
    desk.goto(link)
    expect(desk.locator("#code")).to_have_value(link.rpartition("/")[2])


def test_distress_shows_on_an_open_list_without_reloading(desk: Page, product: Product) -> None:
    person = product.new_case("Amal", "nl", "asielstatushouder")
    person.type("")
    desk.goto(f"{product.url}/staff")
    desk.evaluate("document.body.dataset.same = 'yes'")
    row = desk.get_by_role("row").filter(has=desk.locator(f"a[href='/staff/cases/{person.case_id}']"))
    expect(row).not_to_contain_text("Nood")
    person.type("mijn man slaat me")
    expect(row).to_contain_text("Nood", timeout=20_000)
    expect(desk.locator("#distress")).to_be_visible()
    assert desk.evaluate("document.body.dataset.same") == "yes"


def test_a_call_that_was_seen_is_gone(desk: Page, product: Product) -> None:
    person = product.new_case("Amal", "nl", "asielstatushouder")
    person.type("")
    person.help("ask_human")
    desk.goto(f"{product.url}/staff/cases/{person.case_id}")
    desk.get_by_role("button", name="Gezien").click()
    expect(desk.get_by_role("heading", name="Amal")).to_be_visible()
    expect(desk.get_by_role("button", name="Gezien")).to_have_count(0)


def test_own_words_stand_beside_the_dutch_sentence_in_their_own_direction(desk: Page, product: Product) -> None:
    desk.goto(f"{product.url}/staff/cases/{half_way(product).case_id}")
    line = desk.locator(".sentences > li").filter(has_text="Heeft 9 jaar onderwijs gevolgd.")
    words = line.locator("q")
    expect(words).to_have_text("٩")
    expect(words).to_have_attribute("lang", "ar")
    assert words.evaluate("one => getComputedStyle(one).direction") == "rtl"
    sentence, quote = line.locator("p").bounding_box(), words.bounding_box()
    assert sentence is not None
    assert quote is not None
    assert quote["x"] > sentence["x"]
    assert quote["y"] < sentence["y"] + sentence["height"]


def test_the_print_leaves_out_what_paper_cannot_do(desk: Page, product: Product) -> None:
    desk.goto(f"{product.url}/staff/cases/{half_way(product).case_id}")
    desk.emulate_media(media="print")
    expect(desk.locator("button:visible, nav:visible, input:visible")).to_have_count(0)
    expect(desk.get_by_role("heading", name="Hasan")).to_be_visible()
    expect(desk.get_by_text("Heeft 9 jaar onderwijs gevolgd.")).to_be_visible()
