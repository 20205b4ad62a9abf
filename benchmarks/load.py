"""The load generator, a process of its own: reads a `Plan` as JSON, writes the seconds of each turn as JSON.

All people talk at once and none of them pauses to think: each sends the next message as soon as the reply is there.
"""

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from benchmarks.people import Person, WegwijsPerson, YardstickPerson
from intake.questionnaire import load
from intake.settings import QUESTIONNAIRE


@dataclass(frozen=True)
class Invited:
    """Someone who takes part: for the yardstick only `code` says who it is."""

    code: str
    pin: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Plan:
    """`people` talk at once, each `turns` turns, with the system `kind` at `url`; the yardstick asks `questions` questions.

    `long`: they have more to tell than others.
    """

    kind: str
    url: str
    people: tuple[Invited, ...]
    turns: int
    questions: int = 0
    long: bool = False


@dataclass(frozen=True)
class Outcome:
    """`turns[person][turn]`: seconds from sending to the whole reply. `total`: seconds for all together.

    `finished`: how many people came to the end of the questions.
    """

    turns: list[list[float]]
    total: float
    finished: int


def run(plan: Plan) -> Outcome:
    """Carries out the plan in a new process.

    Raises:
        RuntimeError: a reply was wrong or missing.
    """
    arguments = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(arguments, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=False)  # noqa: S603  ourselves
    if done.returncode:
        raise RuntimeError(f"the load generator stopped: {done.stderr[-3000:]}")
    return Outcome(**json.loads(done.stdout))


async def _carry_out(plan: Plan) -> Outcome:
    people = _people(plan)
    connector = TCPConnector(limit=len(people))
    async with ClientSession(connector=connector, timeout=ClientTimeout(total=120)) as session:
        started = time.perf_counter()
        turns = await asyncio.gather(*(_converse(person, session, plan.turns) for person in people))
        return Outcome(list(turns), time.perf_counter() - started, sum(person.finished for person in people))


async def _converse(person: Person, session: ClientSession, turns: int) -> list[float]:
    seconds = []
    for _ in range(turns):
        started = time.perf_counter()
        await person.turn(session)
        seconds.append(time.perf_counter() - started)
    return seconds


def _people(plan: Plan) -> list[Person]:
    if plan.kind == "yardstick":
        return [YardstickPerson(plan.url, one.code, plan.questions) for one in plan.people]
    fields = load(QUESTIONNAIRE).steps
    return [WegwijsPerson(plan.url, one.code, one.pin, one.language, fields, plan.long) for one in plan.people]


def main() -> None:
    raw = json.load(sys.stdin)
    plan = Plan(**raw | {"people": tuple(Invited(**one) for one in raw["people"])})
    json.dump(asdict(asyncio.run(_carry_out(plan))), sys.stdout)


if __name__ == "__main__":
    main()
