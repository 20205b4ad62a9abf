"""The care for the languages: what is translated, changed, reviewed by a native speaker, read aloud."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from api.dependencies import PageStaff, SessionDep, check_csrf
from api.pages import language_title, staff_page
from api.problems import Problem
from casestore import translations
from intake.questionnaire import questionnaire
from intake.settings import settings
from intake.wording import Wording, catalogue_path, digest, wording

router = APIRouter(include_in_schema=False)
SOURCE = "nl"  # the language that the others are translated from
LARGEST_CLIP = 2_000_000  # bytes: some two minutes
SOUNDS = ("audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg", "audio/wav")


def texts_of(language: str) -> Wording:
    """The catalogue of an offered language.

    Raises:
        Problem: 404.
    """
    if language not in settings().languages:
        raise Problem(404, "No such language", "The list of languages shows which are offered.")
    return wording(language)


TextsDep = Annotated[Wording, Depends(texts_of)]


@dataclass(frozen=True)
class Care:
    """What is known of one language's texts; `digests` and `reviews` are by key, `clips` by digest."""

    texts: Wording
    digests: dict[str, str]
    reviews: dict[str, Any]
    clips: dict[str, int]

    @property
    def spoken(self) -> int:
        """How many texts can be heard."""
        return sum(found in self.clips for found in self.digests.values())


def _care(session: SessionDep, texts: Wording) -> Care:
    digests = {key: digest(text) for key, text in texts.texts.items()}
    return Care(texts, digests, translations.reviews(session, texts.language, digests), translations.clips(session, texts.language))


@router.get("/staff/languages")
def languages(request: Request, session: SessionDep, member: PageStaff) -> HTMLResponse:
    """The languages that are offered: how far their care has come."""
    cares = [_care(session, wording(code)) for code in settings().languages]
    lines = [
        {
            "code": care.texts.language,
            "name": care.texts.name,
            "title": language_title(care.texts.language),
            "total": len(care.texts.texts),
            "outdated": len(care.texts.outdated),
            "reviewed": len(care.reviews),
            "spoken": care.spoken,
            "review": care.texts.review,
        }
        for care in cares
    ]
    return staff_page(request, "staff/languages.html", member=member, lines=lines)


@router.get("/staff/languages/{language}")
def texts_page(request: Request, session: SessionDep, member: PageStaff, texts: TextsDep, group: str = "start") -> HTMLResponse:
    """The texts of a group beside the Dutch."""
    care, source = _care(session, texts), wording(SOURCE)
    groups = [(name, list(keys)) for name, keys in groupby(sorted(texts.texts, key=_place), key=questionnaire().group_of)]
    chosen = next((keys for name, keys in groups if name == group), [])
    lines = [
        {
            "key": key,
            "source": source.texts.get(key, ""),
            "text": texts.texts[key],
            "outdated": key in texts.outdated,
            "review": care.reviews.get(key),
            "clip": care.clips.get(care.digests[key]),
        }
        for key in chosen
    ]
    return staff_page(
        request,
        "staff/texts.html",
        member=member,
        language=texts.language,
        dir=texts.direction,
        title=language_title(texts.language),
        group=group,
        groups=[{"name": name, "title": _title(name), "left": sum(key not in care.reviews for key in keys)} for name, keys in groups],
        lines=lines,
    )


def _place(key: str) -> tuple[int, str]:
    """Topics in the order of the questionnaire, then the others; inside a group the order of the catalogue stays."""
    topics, group = list(questionnaire().topics), questionnaire().group_of(key)
    return (topics.index(group), "") if group in topics else (len(topics), group)


def _title(group: str) -> str:
    return wording(SOURCE, "staff").text(f"topic.{group}" if group in questionnaire().topics else f"staff.text_group.{group}")


@router.get("/staff/languages/{language}/catalogue")
def catalogue(member: PageStaff, texts: TextsDep) -> FileResponse:
    """The catalogue as a .po file, for any translation tool."""
    return FileResponse(catalogue_path(texts.language), filename=f"wegwijs-{texts.language}.po", media_type="text/x-gettext-translation")


@router.post("/staff/languages/{language}/review")
def review(
    request: Request,
    session: SessionDep,
    member: PageStaff,
    texts: TextsDep,
    csrf: Annotated[str, Form()],
    reviewed: Annotated[list[str] | None, Form()] = None,
    reviewer: Annotated[str, Form(max_length=100)] = "",
    group: Annotated[str, Form()] = "start",
) -> RedirectResponse:
    """Notes that a native speaker found the texts of the keys `reviewed` right."""
    check_csrf(request, csrf)
    for key in reviewed or ():
        if key in texts.texts:
            translations.review(session, texts.language, key, digest(texts.texts[key]), reviewer.strip() or member.name, member.id)
    return RedirectResponse(f"/staff/languages/{texts.language}?group={group}", 303)


@router.post("/staff/languages/{language}/clips")
async def record(
    request: Request,
    session: SessionDep,
    member: PageStaff,
    texts: TextsDep,
    csrf: Annotated[str, Form()],
    key: Annotated[str, Form()],
    sound: UploadFile,
) -> Response:
    """Keeps a text read aloud.

    Raises:
        Problem: 404, 413 or 415 where the text is not known, the clip too large, or not a sound.
    """
    check_csrf(request, csrf)
    if key not in texts.texts:
        raise Problem(404, "No such text", "Open the page again.")
    media_type = (sound.content_type or "").partition(";")[0]
    if media_type not in SOUNDS:
        raise Problem(415, "Not a sound", f"Send one of {', '.join(SOUNDS)}.")
    content = await sound.read(LARGEST_CLIP + 1)
    if not 0 < len(content) <= LARGEST_CLIP:
        raise Problem(413, "The clip is empty or too large", f"Send at most {LARGEST_CLIP} bytes.")
    translations.keep_clip(session, texts.language, digest(texts.texts[key]), media_type, content, member.id)
    return Response(status_code=204)


@router.get("/clips/{clip_id}")
def clip(session: SessionDep, clip_id: int) -> Response:
    """A text read aloud, for anyone: it says nothing of anybody.

    Raises:
        Problem: 404.
    """
    found = translations.clip(session, clip_id)
    if found is None:
        raise Problem(404, "No such clip", "It may have been recorded anew.")
    return Response(found.sound, media_type=found.media_type)
