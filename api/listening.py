"""What of a message can be heard, piece by piece: a clip where somebody has recorded one, otherwise the device's own voice."""

import re
from collections.abc import Mapping
from typing import Any

from intake.wording import digest

_NUMBER = re.compile(r"^\d+\. ")  # of a roster's record, before its question


def with_pieces(message: Mapping[str, Any], clips: Mapping[str, int]) -> dict[str, Any]:
    """The message with `pieces`: [{"text", "clip"?}], its paragraphs and then its options. `clips`: digest of a text -> id of its clip."""
    paragraphs = [_NUMBER.sub("", paragraph) for paragraph in message["text"].split("\n\n")]
    titles = [option["title"] for option in message.get("options", ())]
    return {**message, "pieces": [_piece(text, clips) for text in (*paragraphs, *titles) if text]}


def _piece(text: str, clips: Mapping[str, int]) -> dict[str, Any]:
    clip = clips.get(digest(text))
    return {"text": text, "clip": f"/clips/{clip}"} if clip else {"text": text}
