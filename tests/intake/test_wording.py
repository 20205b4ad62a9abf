"""Texts by key and language."""

import pytest

from intake.wording import ISOLATED, wording


def test_a_value_keeps_its_order_in_a_text_from_right_to_left() -> None:
    assert ISOLATED.format("14 000") in wording("ar").text("say.human", phone="14 000")


def test_a_value_stands_as_it_is_in_a_text_from_left_to_right() -> None:
    assert ": 14 000." in wording("nl").text("say.human", phone="14 000")


def test_a_key_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"say\.nothing_like_it \(nl\)"):
        wording("nl").text("say.nothing_like_it")


def test_the_direction_is_that_of_the_script() -> None:
    assert [wording(language).direction for language in ("nl", "ar")] == ["ltr", "rtl"]
