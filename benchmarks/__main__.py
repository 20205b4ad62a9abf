"""Measures the yardstick and Wegwijs one after the other, shows the results and writes `benchmarks/results.md`."""

import argparse
import logging
import signal
import sys
import tempfile
from pathlib import Path

from benchmarks.measures import measure
from benchmarks.report import RESULTS, machine, report, results
from benchmarks.systems import System, Wegwijs, Yardstick
from intake.questionnaire import Questionnaire, load
from intake.settings import QUESTIONNAIRE

logger = logging.getLogger("benchmarks")


def average_steps(questionnaire: Questionnaire) -> int:
    """How many things an average person is asked: halfway between who meets no conditional question and who meets all.

    A ladder takes two steps, a roster one record.
    """
    steps = {question: 2 if question.type == "ladder" else len(list(question.steps())) for question in questionnaire.questions}
    return (sum(steps.values()) + sum(count for question, count in steps.items() if question.when is None)) // 2


def main() -> int:
    """Returns 1 if a target is missed, otherwise 0."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", choices=["yardstick", "wegwijs"], help="measure one of the two and write no results")
    only = parser.parse_args().only
    # So that what was started is ended then too.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    questions = average_steps(load(QUESTIONNAIRE))
    # Each question, and the message that starts the conversation.
    turns = questions + 1
    here = machine()
    with tempfile.TemporaryDirectory(prefix="wegwijs-benchmark-") as name:
        systems: list[System] = [Yardstick(Path(name), questions), Wegwijs(Path(name))]
        found = {}
        for system in systems:
            if only in (None, system.name):
                logger.info("%s: training, starting and talking; this takes minutes", system.name)
                found[system.name] = measure(system, turns)
    page = report(found, here, turns)
    print(page)
    if only is None:
        RESULTS.write_text(page, encoding="utf-8")
    return 0 if all(holds for _, _, holds in results(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
