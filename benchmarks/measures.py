"""What is measured of a system, and the targets that it is held against."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from statistics import median, quantiles

from benchmarks.load import Outcome, run
from benchmarks.systems import System

PEOPLE_AT_ONCE = 20
LONG_CONVERSATIONS = 3
LONG = 200
EARLY, MIDDLE, LATE = range(10, 21), range(55, 66), range(145, 156)


@dataclass(frozen=True)
class Measures:
    """Times in seconds, memory in bytes.

    `processor`: processor time of one turn with all people at once, of all processes together.
    `early`, `middle` and `late` are medians around turn 15, 60 and 150 of one conversation; turns count from 1.
    `finished`: how many of the long conversations came to the end of the questions.
    """

    turns_a_second: float
    p50: float
    p95: float
    processor: float
    early: float
    middle: float
    late: float
    finished: int
    first_answer: float
    training: float
    memory: int


def measure(system: System, turns: int) -> Measures:
    """Trains and starts the system, has people talk to it, and ends it. `turns`: of each of the people at once.

    Raises:
        RuntimeError: it didn't work.
    """
    training = system.prepare(PEOPLE_AT_ONCE + LONG_CONVERSATIONS)
    with system.running() as (processes, first_answer):
        before = processes.processor_seconds()
        crowd = run(system.plan(range(PEOPLE_AT_ONCE), turns))
        processor = processes.processor_seconds() - before
        alone = range(PEOPLE_AT_ONCE, PEOPLE_AT_ONCE + LONG_CONVERSATIONS)
        long = [run(system.plan(range(number, number + 1), LONG, long=True)) for number in alone]
        memory = processes.memory()
    seconds = list(chain.from_iterable(crowd.turns))
    return Measures(
        turns_a_second=len(seconds) / crowd.total,
        p50=median(seconds),
        p95=quantiles(seconds, n=20)[-1],
        processor=processor / len(seconds),
        early=_around(long, EARLY),
        middle=_around(long, MIDDLE),
        late=_around(long, LATE),
        finished=sum(outcome.finished for outcome in long),
        first_answer=first_answer,
        training=training,
        memory=memory,
    )


def _around(conversations: list[Outcome], turns: range) -> float:
    return median(conversation.turns[0][turn - 1] for conversation in conversations for turn in turns)


@dataclass(frozen=True)
class Target:
    """What must hold of `ours` beside the yardstick, and how the value found is shown."""

    text: str
    holds: Callable[[Measures, Measures], bool]
    found: Callable[[Measures, Measures], str]


TARGETS = (
    Target(
        "turns a second: at least 3 times the yardstick",
        lambda ours, stock: ours.turns_a_second >= 3 * stock.turns_a_second,
        lambda ours, stock: f"{ours.turns_a_second / stock.turns_a_second:.1f} times",
    ),
    Target(
        "p95 of a turn: below a third of the yardstick's",
        lambda ours, stock: ours.p95 < stock.p95 / 3,
        lambda ours, stock: f"{ours.p95 / stock.p95:.2f} of it",
    ),
    Target(
        "turn 150: at most 1.25 times turn 15",
        lambda ours, stock: ours.late <= 1.25 * ours.early,
        lambda ours, stock: f"{ours.late / ours.early:.2f} times",
    ),
    Target(
        f"a conversation of {LONG} turns works, beyond the end of the questions",
        lambda ours, stock: ours.finished == LONG_CONVERSATIONS,
        lambda ours, stock: f"{ours.finished} of {LONG_CONVERSATIONS}",
    ),
    Target(
        "start to first answer: within 20 s",
        lambda ours, stock: ours.first_answer <= 20,
        lambda ours, stock: f"{ours.first_answer:.1f} s",
    ),
    Target(
        "training all languages: within 240 s",
        lambda ours, stock: ours.training <= 240,
        lambda ours, stock: f"{ours.training:.0f} s",
    ),
    Target(
        "memory of all processes: below 1.2 GB",
        lambda ours, stock: ours.memory < 1.2e9,
        lambda ours, stock: f"{ours.memory / 1e9:.2f} GB",
    ),
)
