"""Free text to a value, by the type of what was asked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from intake.answers import choices, occupations
from intake.answers.amounts import read_number
from intake.answers.choices import YES_NO, read_choice, read_choices, read_yes_no
from intake.answers.dates import read_month, read_period
from intake.answers.fold import clean
from intake.answers.grid import is_grid
from intake.answers.names import read_country, read_language, read_languages
from intake.answers.occupations import read_occupation
from intake.answers.reading import NOT_READ, Field, Reading
from intake.answers.vocabulary import Layer, Learned, Vocabulary

if TYPE_CHECKING:
    from intake.answers.likeness import Said  # scikit-learn, which only those need who read

# What is read of a text; an answer with a value is never longer.
_LONGEST: Final = 300

_READERS: Final[Mapping[str, Callable[[Field, str, Vocabulary], Reading]]] = {
    "choice": read_choice,
    "choices": read_choices,
    "yes_no": read_yes_no,
    "number": read_number,
    "month": read_month,
    "period": read_period,
    "language": read_language,
    "languages": read_languages,
    "country": read_country,
    "occupation": read_occupation,
}


class Reader:
    """Reads answers in one language, with words of other languages that people mix into it.

    Args:
        own: the person's language.
        others: languages that are understood beside it.
        learned: what texts are like the phrases of a question.
        today: for ages and 'until now'.
    """

    def __init__(
        self, own: Layer, others: Iterable[Layer] = (), learned: Learned = lambda field: None, today: Callable[[], date] = date.today
    ) -> None:
        self._own = Vocabulary([own], learned, today)
        self._mixed = Vocabulary([own, *(other for other in others if other.language != own.language)], learned, today)

    def read(self, field: Field, text: str) -> Reading:
        """What the text says in answer to the field.

        Never raises on a text.

        Raises:
            ValueError: a field of a type that is not answered by itself (a roster, a ladder).
        """
        if not any(char.isalnum() for char in text):
            return NOT_READ
        if field.type == "text":
            return Reading(clean(text), 1.0, covered=1.0)
        if field.type not in _READERS:
            raise ValueError(f"a {field.type} is not answered by itself")
        return self._better(field, text)

    def _better(self, field: Field, text: str) -> Reading:
        """The reading in the person's own language, unless other languages explain more of the text."""
        if field.type == "occupation":
            own = read_occupation(field, text, self._own)
            return own if own.value["isco"] else read_occupation(field, text, self._mixed)
        read = _READERS[field.type]
        text = text[:_LONGEST]
        own = read(field, text, self._own)
        if own.value is not None and own.covered == 1:
            return own
        mixed = read(field, text, self._mixed)
        return mixed if _rank(mixed) > _rank(own) else own


def _rank(reading: Reading) -> tuple[bool, float, bool]:
    return reading.problem != "not_read", reading.covered, reading.value is not None


def said_for(field: Field, layers: Iterable[Layer]) -> list["Said"]:
    """From what to learn (`likeness.learn`) what texts are like the phrases of a question, in all languages together.

    Empty for a question that is read by rules alone.
    """
    match field.type:
        case "choice" | "choices" if not is_grid(field):
            return [said for layer in layers for said in choices.said_for(field, layer)]
        case "yes_no":
            return [said for layer in layers for said in choices.said_for(Field(field.id, field.type, YES_NO), layer)]
        case "number" | "languages":
            return [said for layer in layers for said in layer.none_said(field)]
        case "occupation":  # `ISCO`, for all questions about occupations
            return [said for layer in layers for said in occupations.said_for(layer)]
        case _:
            return []
