"""`wegwijs understand`: what the bot makes of a sentence, with the model that the server uses."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from intake.values import NONE

OFFERED = {"meaning", "candidate"}  # entities
BATCH = 256  # messages that go through the pipeline together


class BadLine(Exception):
    """A line of the input is not of the expected form. The text names the line."""


class Understanding:
    """The NLU pipeline of a trained model, without the dialogue."""

    def __init__(self, model: Path) -> None:
        from rasa.core.agent import Agent  # noqa: PLC0415 (takes seconds)

        self._processor = Agent.load(str(model)).processor

    def understand(self, lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Each line `{"language", "text", "question"?}` with `intent`, `value`, `options` and `detectedLanguage` added.

        `options` are what the bot offers instead where it is not sure ('did you mean'), the likeliest first: intents and values.
        """
        waiting = iter(lines)
        while batch := list(islice(waiting, BATCH)):
            yield from self._batch(batch)

    def _batch(self, lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        from rasa.core.channels.channel import UserMessage  # noqa: PLC0415 (takes seconds)
        from rasa.core.processor import PLACEHOLDER_MESSAGE  # noqa: PLC0415

        messages = [
            # as from the chat, where a typed text is never a command
            UserMessage(line["text"].lstrip("/").strip() or "?", metadata={"language": line["language"], "question": line.get("question")})
            for line in lines
        ]
        target = self._processor.model_metadata.nlu_target
        parsed = self._processor.graph_runner.run(inputs={PLACEHOLDER_MESSAGE: messages}, targets=[target])[target]
        for line, message in zip(lines, parsed, strict=True):
            best = message.get("intent_ranking")[0]
            detected = message.get("detected_language") or {}
            yield {
                **line,
                "intent": {"name": best["name"], "confidence": round(best["confidence"], 4)},
                "value": value(message.get("entities"), message.get("asked_type")),
                "options": [entity["value"] for entity in message.get("entities") if entity["entity"] in OFFERED],
                "detectedLanguage": detected.get("name"),
            }


def value(entities: list[dict[str, Any]], type_: str | None) -> Any:
    """The value that would be recorded, from the entities of a message; None where there is none."""
    values = [entity["value"] for entity in entities if entity["entity"] == "answer"]
    if type_ in {"choices", "languages"} and values:
        return [] if type_ == "languages" and values == [NONE] else values
    return values[0] if values else None


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file.

    Raises:
        BadLine: one is not JSON, or lacks language or text.
    """
    with path.open(encoding="utf-8") as file:
        for number, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            try:
                line = json.loads(raw)
            except ValueError as error:
                raise BadLine(f"{path}, line {number}: is not JSON.") from error
            if not isinstance(line, dict) or not isinstance(line.get("text"), str) or not isinstance(line.get("language"), str):
                raise BadLine(f'{path}, line {number}: needs "language" and "text".')
            yield line
