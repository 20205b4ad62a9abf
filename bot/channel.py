"""The one way in: the gateway of the API, on the loopback interface, with a shared secret."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.components.intents import INTENT_RANKING, set_ranking
from intake.settings import SECRET_HEADER, is_internal


def parsed_payload(text: str) -> dict[str, Any] | None:
    """What a button's payload says; None for words, which are for the NLU pipeline to understand."""
    if not text.startswith(INTENT_MESSAGE_PREFIX):
        return None
    message = YAMLStoryReader.unpack_regex_message(Message({TEXT: text}))
    set_ranking(message, message.get(INTENT_RANKING))
    return message.as_dict(only_output_properties=True)  # type: ignore[no-any-return]


class GatewayOutput(CollectingOutputChannel):  # type: ignore[misc]
    """Collects each message whole, with its question and options."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


class Gateway(InputChannel):  # type: ignore[misc]
    """POST {"sender", "text", "metadata"} -> the bot's messages. GET says whether a model is loaded."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("gateway", __name__)

        @blueprint.route("/", methods=["GET"])  # type: ignore[untyped-decorator]
        async def ready(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            is_ready = agent is not None and agent.is_ready()
            return response.json({"ready": is_ready}, status=200 if is_ready else 503)

        @blueprint.route("/webhook", methods=["POST"])  # type: ignore[untyped-decorator]
        async def receive(request: Request) -> HTTPResponse:
            if not is_internal(request.headers.get(SECRET_HEADER, "")):
                return response.json({}, status=403)
            output = GatewayOutput()
            message = request.json
            await on_new_message(
                UserMessage(
                    message["text"],
                    output,
                    message["sender"],
                    parse_data=parsed_payload(message["text"]),
                    input_channel=self.name(),
                    metadata=message.get("metadata"),
                )
            )
            return response.json(output.messages)

        return blueprint
