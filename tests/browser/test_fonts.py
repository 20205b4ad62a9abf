"""Every text of every language is shown in a font that the pages bring along: no glyph is missing, whatever the phone has."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from intake.settings import settings
from intake.wording import wording
from tests.product import Product

SHOW = """
async (texts) => {
  document.body.replaceChildren(...texts.flatMap((text) => [400, 700].map((weight) => {
    const line = document.createElement("p");
    line.textContent = text;
    line.style.fontWeight = weight;
    return line;
  })));
  document.body.id = "texts";
  await document.fonts.ready;
}
"""


@pytest.mark.parametrize("language", settings().languages)
def test_each_text_is_shown_in_a_font_of_the_page(chromium: Browser, product: Product, language: str) -> None:
    page = chromium.new_page()
    page.goto(f"{product.url}/?language={language}")
    page.evaluate(SHOW, list(wording(language).texts.values()))
    shown = _fonts(page.context.new_cdp_session(page))
    page.close()
    assert sum(font["glyphCount"] for font in shown) > 1000
    assert [font["familyName"] for font in shown if not font["isCustomFont"]] == []


def _fonts(devtools: Any) -> list[dict[str, Any]]:
    """The fonts in which Chromium has drawn the texts."""
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    lines = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "#texts p"})["nodeIds"]
    found: dict[tuple[str, bool], int] = {}
    for line in lines:
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": line})["fonts"]:
            key = (font["familyName"], font["isCustomFont"])
            found[key] = found.get(key, 0) + int(font["glyphCount"])
    return [{"familyName": name, "isCustomFont": custom, "glyphCount": count} for (name, custom), count in found.items()]
