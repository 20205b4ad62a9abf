"""What is asked of the reader, and what it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

CERTAIN: Final = 0.8
MOST_CANDIDATES: Final = 4


@dataclass(frozen=True, slots=True)
class Field:
    """What is being answered.

    `id` is a question id or '<roster>.<field>'; the phrases for a code are the lookups '<id>.<code>' and, for all questions of the
    topic alike, '<topic>.*.<code>'. `bounds` are inclusive, in `unit` (years, hours, hours_per_week, minutes, children).
    """

    id: str
    type: str
    codes: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    unit: str | None = None

    @property
    def topic(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a text.

    value: the normalised value, None when nothing certain was read.
    certainty: 0 to 1; from `CERTAIN` on it may be recorded without asking back.
    candidates: possible values to offer ('did you mean'), best first, when not certain.
    covered: the share of the meaningful words that the value explains (1.0: nothing else was said).
    learned: the text as a whole is like what people say in answer to this question, and not like what they say besides.
    derived: the value was worked out rather than said in so many words (an age as a year of birth, hours as minutes,
        another calendar): repeat it to the person.
    """

    value: Any = None
    certainty: float = 0.0
    candidates: tuple[Any, ...] = ()
    problem: Literal[None, "out_of_bounds", "not_read", "ambiguous"] = None
    covered: float = 0.0
    derived: bool = False
    learned: bool = False


NOT_READ: Final = Reading(problem="not_read")


def certain(value: Any, covered: float, *, certainty: float = 0.8, derived: bool = False) -> Reading:
    """A value that may be recorded; the more of the text it explains, the surer (from `certainty` up to 1.0)."""
    return Reading(value, round(certainty + (1 - certainty) * covered, 3), covered=covered, derived=derived)


def alike(value: Any, share: float, covered: float) -> Reading:
    """A value that may be recorded because the text is, by this share, like what is said for it."""
    return Reading(value, max(CERTAIN, round(share, 3)), covered=covered, learned=True)


def offer(candidates: Sequence[Any], covered: float, *, derived: bool = False) -> Reading:
    """No value, but some to choose from. Without any candidate nothing was read."""
    distinct: list[Any] = []
    for candidate in candidates:
        if candidate not in distinct:
            distinct.append(candidate)
    if not distinct:
        return NOT_READ
    return Reading(None, 0.5, tuple(distinct[:MOST_CANDIDATES]), "ambiguous", covered, derived)


def out_of_bounds(covered: float = 1.0) -> Reading:
    return Reading(problem="out_of_bounds", covered=covered)
