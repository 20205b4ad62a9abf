"""The results as a Markdown table, with the machine that they were found on."""

import platform
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import psutil

from benchmarks.measures import LONG, LONG_CONVERSATIONS, PEOPLE_AT_ONCE, TARGETS, Measures

RESULTS = Path(__file__).parent / "results.md"
# With more than this many processes busy before the start, something else used the machine.
BUSY = 0.5

_ROWS: tuple[tuple[str, Callable[[Measures], str]], ...] = (
    (f"turns a second, {PEOPLE_AT_ONCE} people at once", lambda found: f"{found.turns_a_second:.1f}"),
    ("one turn then, p50", lambda found: _milliseconds(found.p50)),
    ("one turn then, p95", lambda found: _milliseconds(found.p95)),
    ("one turn then, processor time", lambda found: _milliseconds(found.processor)),
    ("one person, around turn 15", lambda found: _milliseconds(found.early)),
    ("one person, around turn 60", lambda found: f"{_milliseconds(found.middle)} ({found.middle / found.early:.2f} times)"),
    ("one person, around turn 150", lambda found: f"{_milliseconds(found.late)} ({found.late / found.early:.2f} times)"),
    ("start to first answer, trained", lambda found: f"{found.first_answer:.1f} s"),
    ("training", lambda found: f"{found.training:.0f} s"),
    ("memory, all processes", lambda found: f"{found.memory / 1e9:.2f} GB"),
)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def machine() -> str:
    """The machine and how busy it is, in a paragraph; asked before the measuring starts."""
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    model = cpu[1].strip() if cpu else platform.processor() or platform.machine()
    load = psutil.getloadavg()[0]
    memory = psutil.virtual_memory().total / 1e9
    software = f"{platform.system()}, Python {platform.python_version()}"
    facts = f"{date.today()} · {model}, {psutil.cpu_count()} cores, {memory:.0f} GB · {software}"
    busy = f" **Provisional**: other work kept {load:.1f} processes busy when the measuring began." if load > BUSY else ""
    return f"{facts}.{busy}"


def report(found: Mapping[str, Measures], machine: str, turns: int) -> str:
    """The page `results.md`: what was found of each system, and of each target whether it is met."""
    lines = ["# Results", "", "Written by `uv run python -m benchmarks`.", "", machine, ""]
    lines += [
        f"The people at once talk {turns} turns each, without pausing. A turn is from sending a message to the whole reply; answers are "
        "typed, not pressed, so that each is understood from text. "
        f"The turns of one person are medians over {LONG_CONVERSATIONS} conversations of {LONG} turns, one after the other. "
        "Where the questions end the yardstick restarts its form, and people go back and answer again in Wegwijs. "
        "Memory is measured after all of this.",
        "",
    ]
    lines += _table(["", *found], [[title, *(show(measures) for measures in found.values())] for title, show in _ROWS])
    if met := results(found):
        lines += ["", "## Targets", ""]
        lines += _table(["target", "found", ""], [[text, shown, "pass" if holds else "**fail**"] for text, shown, holds in met])
    return "\n".join(lines) + "\n"


def results(found: Mapping[str, Measures]) -> list[tuple[str, str, bool]]:
    """Of each target its text, what was found and whether it is met; none where only one system was measured."""
    if len(found) < 2:
        return []
    ours, stock = found["wegwijs"], found["yardstick"]
    return [(target.text, target.found(ours, stock), target.holds(ours, stock)) for target in TARGETS]


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    written = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in [head, *rows]]
    written.insert(1, ["-" * width for width in widths])
    return [f"| {' | '.join(row)} |" for row in written]
