"""Every page, and how one gets there: of an inburgeraar on a phone, and of a klantmanager."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone import Phone
from tests.product import Person, Product
from tests.walk import load, skip_to, walk


def enter(phone: Phone) -> None:
    phone.open_link()


def enter_refused(phone: Phone) -> None:
    phone.open_link()
    phone.page.locator("#pin").fill("000000" if phone.pin != "000000" else "111111")
    phone.page.locator("main form button").click()
    expect(phone.page.get_by_role("alert")).to_be_visible()


def first_question(phone: Phone) -> None:
    phone.enter()


def buttons(phone: Phone) -> None:
    """A question with buttons, after a few answers."""
    _skip_to(phone, "language.first_script")
    phone.enter()
    phone.press("arabic")


def boxes(phone: Phone) -> None:
    """A question with boxes to tick."""
    _skip_to(phone, "work.skills")
    phone.enter()
    phone.control("input", "cooking").check()


def mixed(phone: Phone) -> None:
    """Own words in which Arabic, Dutch and numbers alternate."""
    _skip_to(phone, "wishes.one_year_text")
    phone.enter()
    phone.type("أريد في 2027 شهادة MBO niveau 3 ثم عمل في Utrecht، وعندي 12 سنة خبرة")
    phone.page.locator(".message--person").last.evaluate("said => said.scrollIntoView({block: 'center'})")


def help_menu(phone: Phone) -> None:
    phone.enter()
    phone.page.locator("#help summary").click()


def explained(phone: Phone) -> None:
    phone.enter()
    phone.help("explain")


def notice(phone: Phone) -> None:
    """What is told when the connection is lost."""
    phone.enter()
    phone.page.context.set_offline(True)
    phone.page.locator(".options button").first.click()
    expect(phone.page.locator("#retry")).to_be_visible()


def answers(phone: Phone) -> None:
    """The answers to read back."""
    _skip_to(phone, "language.reading")
    phone.enter()
    phone.press("well")
    phone.page.goto(f"{phone.product.url}/chat/summary")


def no_such_page(phone: Phone) -> None:
    phone.page.goto(f"{phone.product.url}/nergens")


PHONE: dict[str, Callable[[Phone], None]] = {
    function.__name__: function
    for function in (enter, enter_refused, first_question, buttons, boxes, help_menu, explained, notice, answers, no_such_page)
}


def _skip_to(phone: Phone, question: str) -> None:
    """The same person, on another device, skips what comes before a question."""
    device = Person(phone.product, phone.case_id, phone.code, phone.pin)
    skip_to(device, question)
    phone.reply = device.reply


def half_way(product: Product) -> Person:
    """Hasan, half way through his intake."""
    someone = load("hasan")
    person = product.new_case(someone["name"], someone["language"], someone["group"], someone["noticeDate"])
    person.type("")
    walk(person, someone, until="family.partner")
    return person


def in_distress(product: Product) -> Person:
    person = product.new_case("Amal", "ar", "asielstatushouder")
    person.type("")
    person.press("ar")
    person.type("زوجي يضربني")
    return person


def new_case(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/cases/new")


def new_case_refused(page: Page, product: Product) -> None:
    new_case(page, product)
    page.get_by_role("button", name="Dossier en uitnodiging maken").click()
    expect(page.get_by_text("Vul de voornaam in.")).to_be_visible()


def invitation(page: Page, product: Product) -> None:
    new_case(page, product)
    page.get_by_label("Voornaam").fill("Hasan")
    page.get_by_label("Taal", exact=True).select_option(label="Arabisch")
    page.get_by_label("Groep").select_option(label="Asielstatushouder")
    page.get_by_label("Datum kennisgeving DUO").fill("2026-09-01")
    page.get_by_role("button", name="Dossier en uitnodiging maken").click()
    expect(page.get_by_role("heading", name="Uitnodiging", exact=True)).to_be_visible()


def case(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/cases/{half_way(product).case_id}")


def case_in_distress(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/cases/{in_distress(product).case_id}")


def worklist(page: Page, product: Product) -> None:
    in_distress(product)
    page.goto(f"{product.url}/staff")


def languages(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/languages")


def new_password(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/password")


def no_such_case(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/staff/cases/nergens")


def signing_in(page: Page, product: Product) -> None:
    page.context.clear_cookies()
    page.goto(f"{product.url}/staff")


STAFF: dict[str, Callable[[Page, Product], None]] = {
    function.__name__: function
    for function in (
        worklist,
        new_case,
        new_case_refused,
        invitation,
        case,
        case_in_distress,
        languages,
        new_password,
        no_such_case,
        signing_in,
    )
}
