"""What people type to Wegwijs where no options are shown, in any language: as they do in the tests of conversations."""

from functools import cache
from typing import Final

import yaml

from intake.answers import Field
from intake.settings import ROOT

_PHRASES: Final = ROOT / "tests" / "conversations" / "phrases"
_BY_TYPE: Final = {
    "month": "march_2015",
    "period": "from_2010_to_2015",
    "language": "kurmanji",
    "languages": "english_turkish_and_a_bit_of_french",
    "country": "in_syria",
    "occupation": "driver",
    "text": "tasks",
}


def typed(field: Field, language: str) -> str:
    """An answer that is right for the field."""
    if field.type == "number":
        lowest, highest = field.bounds or (0, 9)
        return str(max(lowest, min(highest, 9)))
    return _phrases(language)[_BY_TYPE[field.type]]


def go_back(language: str) -> str:
    return _phrases(language)["go_back"]


@cache
def _phrases(language: str) -> dict[str, str]:
    phrases: dict[str, str] = yaml.safe_load((_PHRASES / f"{language}.yml").read_bytes())
    return phrases
