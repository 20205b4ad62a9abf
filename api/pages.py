"""Rendering pages: the catalogues in the templates, in the reader's language."""

import re
from pathlib import Path
from typing import Any

from babel.dates import format_datetime, get_timezone
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from api.dependencies import csrf_token
from intake.law import articles
from intake.settings import settings
from intake.values import language_name
from intake.wording import wording

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
HELPLINES = re.compile(r"\b(112|113|0800-\d{4})\b")
AMSTERDAM = get_timezone("Europe/Amsterdam")
NOT_REVIEWED = "not reviewed"


def with_helplines(text: str) -> Markup:
    """A text in which help numbers can be tapped, and keep their order where text runs from right to left."""
    return Markup(HELPLINES.sub(r'<a href="tel:\1" dir="ltr">\1</a>', str(escape(text))))  # noqa: S704 (escaped first)


_templates.filters["with_helplines"] = with_helplines


def page_language(request: Request, wanted: str) -> str:
    """The language asked for, else the first of the browser's that is offered, else the first that is offered."""
    preferred = [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    for code in (wanted, *preferred, *(code.split("-")[0] for code in preferred)):
        if code in settings().languages:
            return code
    return settings().languages[0]


def language_title(code: str) -> str:
    """The Dutch name of a language."""
    return language_name(code, wording("nl").locale)


def page(request: Request, template: str, language: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for the inburgeraar; what a template needs stands at its head."""
    texts = wording(language)
    html = _templates.get_template(template).render(
        t=texts.text,
        n=texts.plural,
        language=language,
        dir=texts.direction,
        csrf=csrf_token(request),
        draft=texts.review.startswith(NOT_REVIEWED),
        municipality=settings().municipality,
        **context,
    )
    return HTMLResponse(html, status)


def staff_page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for the klantmanager, in Dutch."""
    texts = wording("nl", "staff")
    html = _templates.get_template(template).render(
        s=texts.text,
        csrf=csrf_token(request),
        municipality=settings().municipality,
        local=lambda moment: format_datetime(moment, "d MMM y HH:mm", tzinfo=AMSTERDAM, locale=texts.locale),
        citation=articles.citation,
        article_url=articles.url,
        **context,
    )
    return HTMLResponse(html, status)
