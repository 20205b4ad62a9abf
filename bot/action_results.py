"""The check of what an action returns, made once instead of at each result.

Rasa checks each result of an action against a schema, and each time first checks the schema itself: nine tenths of a turn's time. The
check stays; the schema is looked at once. `tests/bot/test_rasa_seams.py` tells when a release of Rasa no longer has this seam.
"""

from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction


@cache
def _validator() -> Draft202012Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check(self: RemoteAction, result: dict[str, Any]) -> bool:
    """In place of `RemoteAction._validate_action_result`.

    Raises:
        jsonschema.ValidationError: the result is not of the form that Rasa expects.
    """
    _validator().validate(result)
    return True


def install() -> None:
    RemoteAction._validate_action_result = check
