"""One turn inside Rasa, with the trained model: tracker store, components, policy, form, actions and texts work together.

Everything is in this process: the actions are called as Rasa calls them, with what Rasa sends over the network.
"""

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.orm import Session, sessionmaker

from actions.turn import store
from bot.channel import GatewayOutput, parsed_payload
from bot.nlg import CatalogueGenerator
from bot.tracker_store import CaseTrackerStore
from casestore import answers, cases, conversations, database
from intake.wording import wording

QUESTION = "education.school_years"
NL = wording("nl")


class ActionsHere(EndpointConfig):
    """The action server, without the network. `called` holds the names of the actions that Rasa asked for."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1/actions", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self.called: list[str] = []

    async def request(self, json: dict[str, Any], **kwargs: Any) -> Any:
        self.called.append(json["next_action"])
        return _over_the_network(await self._executor.run(_over_the_network(json)))


def _over_the_network(body: Any) -> Any:
    return json.loads(json.dumps(body))


class Talk:
    """A case at a question, and a Rasa agent to talk with."""

    def __init__(self, agent: Agent, actions: ActionsHere, sessions: sessionmaker[Session]) -> None:
        self._agent, self._actions, self.sessions = agent, actions, sessions

    def at(self, question: str, language: str = "nl") -> str:
        """A new case that is asked this question; its id."""
        with self.sessions.begin() as session:
            case = cases.create(
                session, given_name="Samira", language=language, group="overig", notice_date=date(2026, 10, 1), first_question=question
            )
            return case.id

    async def say(self, case_id: str, text: str, turn: str | None = None, understood: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The bot's messages in reply; `understood` instead of what the text says."""
        self._actions.called.clear()
        output = GatewayOutput()
        metadata = {"turn": turn, "source": "inburgeraar", "means": "typed"}
        await self._agent.handle_message(
            UserMessage(text, output, case_id, parse_data=understood or parsed_payload(text), metadata=metadata)
        )
        return output.messages

    @property
    def called(self) -> list[str]:
        return self._actions.called

    def record(self, case_id: str) -> dict[str, Any]:
        with self.sessions() as session:
            return {answer.key.question: answer.value for answer in answers.history(session, case_id)}

    def asked(self, case_id: str) -> str | None:
        with self.sessions() as session:
            return conversations.get(session, case_id).question


@pytest.fixture(scope="module")
def talk(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    with pytest.MonkeyPatch.context() as patch:
        url = f"sqlite:///{tmp_path_factory.mktemp('turn') / 'turn.db'}"
        patch.setenv("WEGWIJS_DATABASE_URL", url)
        store.cache_clear()
        actions = ActionsHere()
        agent = Agent.load(str(model), action_endpoint=actions, generator=CatalogueGenerator())
        agent.tracker_store = CaseTrackerStore(agent.domain)
        agent.processor.tracker_store = agent.tracker_store
        yield Talk(agent, actions, database.sessions(database.connect(url)))
    store.cache_clear()


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


async def test_the_components_know_what_the_tracker_store_says_was_asked(talk: Talk) -> None:
    case = talk.at(QUESTION)
    await talk.say(case, "negen")
    assert talk.record(case) == {QUESTION: 9}


async def test_the_form_asks_the_next_question_that_the_action_names(talk: Talk) -> None:
    case = talk.at("close.remarks")
    [question] = await talk.say(case, "geen")
    assert question["question"] == "start.language"
    assert talk.called[0] == "validate_intake_form"


async def test_the_form_rejects_what_is_no_answer_and_the_rules_decide(talk: Talk) -> None:
    case = talk.at(QUESTION)
    messages = await talk.say(case, "waarom vraag je dat")
    assert texts(messages) == [NL.text(f"why.{QUESTION}"), NL.text(f"ask.{QUESTION}")]
    assert talk.record(case) == {}


async def test_a_question_about_inburgering_is_answered_with_the_response_that_was_selected(talk: Talk) -> None:
    messages = await talk.say(talk.at(QUESTION), "wat is de pip")
    assert texts(messages) == [NL.text("faq.pip"), NL.text(f"ask.{QUESTION}")]


async def test_an_action_that_ends_the_turn_is_followed_by_no_question(talk: Talk) -> None:
    case = talk.at(QUESTION)
    messages = await talk.say(case, "mijn man slaat mij")
    assert texts(messages) == [NL.text("say.distress")]
    assert talk.called[-1] == "action_call_attention"
    assert talk.asked(case) == QUESTION


async def test_a_button_with_a_list_answers_a_question_with_several_boxes(talk: Talk) -> None:
    case = talk.at("work.skills")
    await talk.say(case, '/inform{"question": "work.skills", "answer": ["sales", "care"]}')
    assert talk.record(case) == {"work.skills": ["care", "sales"]}


async def test_a_button_with_false_is_an_answer(talk: Talk) -> None:
    case = talk.at("work.experience")
    await talk.say(case, '/inform{"question": "work.experience", "answer": false}')
    assert talk.record(case) == {"work.experience": False}


async def test_buttons_question_and_kind_of_choice_reach_the_gateway(talk: Talk) -> None:
    case = talk.at("work.skills")
    [*_, message] = await talk.say(case, "/resume")
    assert (message["question"], message["multiple"]) == ("work.skills", True)
    assert message["buttons"][0]["payload"] == '/inform{"question": "work.skills", "answer": "care"}'


async def test_nothing_of_a_turn_stays_in_rasa(talk: Talk) -> None:
    case = talk.at(QUESTION)
    await talk.say(case, "negen")
    [*_, question] = await talk.say(case, f'/go_back{{"question": "{QUESTION}"}}')
    assert question["question"] == QUESTION
    with talk.sessions.begin() as session:
        conversations.get(session, case).language = "es"
    [*_, question] = await talk.say(case, "/resume")
    assert question["text"] == wording("es").text(f"ask.{QUESTION}")


async def test_two_talks_at_once_keep_their_questions_apart(talk: Talk) -> None:
    years, hours = talk.at(QUESTION), talk.at("language.dutch_lesson_hours", "es")
    await asyncio.gather(talk.say(years, "negen"), talk.say(hours, "cien"))
    assert (talk.record(years), talk.record(hours)) == ({QUESTION: 9}, {"language.dutch_lesson_hours": 100})


async def test_a_message_that_rasa_gets_twice_is_recorded_once(talk: Talk) -> None:
    case = talk.at(QUESTION)
    await talk.say(case, "negen", turn="one")
    await talk.say(case, "negen", turn="one")
    assert talk.record(case) == {QUESTION: 9}
    with talk.sessions() as session:
        assert len(answers.history(session, case)) == 1


async def test_a_talk_that_is_no_case_becomes_a_trial(talk: Talk) -> None:
    [*_, question] = await talk.say("somebody-in-rasa-shell", "/resume")
    assert question["question"] == "start.language"
    with talk.sessions() as session:
        assert cases.get(session, "somebody-in-rasa-shell").trial


async def test_what_may_be_meant_is_offered_as_buttons_that_do_it(talk: Talk) -> None:
    case = talk.at(QUESTION)
    meant = [{"entity": "meaning", "value": name} for name in ("faq/pip", "pause", "distress")]
    unclear = {"text": "hm", "intent": {"name": "out_of_scope", "confidence": 0.4}, "entities": meant}
    offer, question = await talk.say(case, "hm", understood=unclear)
    assert offer["text"] == NL.text("say.did_you_mean")
    assert [button["title"] for button in offer["buttons"]] == [NL.text(f"button.{key}") for key in ("faq.pip", "pause", "distress")]
    assert question["question"] == QUESTION
    about_pip = await talk.say(case, offer["buttons"][0]["payload"])
    assert texts(about_pip) == [NL.text("faq.pip"), NL.text(f"ask.{QUESTION}")]
    in_danger = await talk.say(case, offer["buttons"][2]["payload"])
    assert "112" in in_danger[0]["text"]
    assert talk.record(case) == {}
