"""What the chat page adds to the bot's messages: pictures beside options, and what of a message can be heard."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from intake.wording import digest

PICTOGRAMS = Path(__file__).with_name("pictograms.yml")
_NUMBER = re.compile(r"^\d+\. ")  # of a roster's record, before its question
_SAID = {True: "yes", False: "no"}


def for_page(message: Mapping[str, Any], clips: Mapping[str, int]) -> dict[str, Any]:
    """The message with a `pictogram` on each option that has one, and with `pieces`: its paragraphs and then its options.

    A piece is {"text", "clip"?}: a clip where somebody has recorded one, otherwise the device's own voice says the text. `clips`: digest of
    a text -> id of its clip.
    """
    options = [_with_pictogram(option) for option in message.get("options", ())]
    paragraphs = [_NUMBER.sub("", paragraph) for paragraph in message["text"].split("\n\n")]
    pieces = [_piece(text, clips) for text in (*paragraphs, *(option["title"] for option in options)) if text]
    return {**message, **({"options": options} if options else {}), "pieces": pieces}


def _piece(text: str, clips: Mapping[str, int]) -> dict[str, Any]:
    clip = clips.get(digest(text))
    return {"text": text, "clip": f"/clips/{clip}"} if clip else {"text": text}


def _with_pictogram(option: dict[str, str]) -> dict[str, str]:
    name, brace, entities = option["payload"].partition("{")
    if name != "/inform":
        return option
    said = json.loads(brace + entities)
    answer = said["answer"]
    key = _SAID[answer] if isinstance(answer, bool) else f"{said['question']}.{answer}"
    return {**option, "pictogram": pictograms()[key]} if key in pictograms() else option


@cache
def pictograms() -> dict[str, str]:
    """Option -> name of its picture."""
    found: dict[str, str] = yaml.safe_load(PICTOGRAMS.read_text(encoding="utf-8"))
    return found
