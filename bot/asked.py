"""What was asked, and in which language: the context in which a message is understood."""

from contextvars import ContextVar
from dataclasses import dataclass

from rasa.shared.nlu.training_data.message import Message

METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Asked:
    """The step that waits for an answer and the language of the talk; None where not known."""

    language: str | None = None
    question: str | None = None


NOTHING = Asked()
# Set by the tracker store when a conversation is loaded, read by the NLU components: Rasa does not hand the tracker to them.
current: ContextVar[Asked] = ContextVar("asked", default=NOTHING)


def asked_of(message: Message) -> Asked:
    """The context of a message: its metadata where the sender gave one (`wegwijs understand`), else the conversation being handled."""
    metadata = message.get(METADATA) or {}
    if "language" in metadata:
        return Asked(metadata["language"], metadata.get("question"))
    return current.get()
