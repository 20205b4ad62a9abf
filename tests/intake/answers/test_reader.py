from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.answers import Field, Reader
from intake.answers.lexicon import function_words, load
from intake.answers.reading import CERTAIN
from tests.intake.answers.readers import arabic, english, of

FIELDS = (
    Field("a.choice", "choice", ("no", "yes", "some")),
    Field("a.range", "choice", ("0", "1_8", "9_16", "more")),
    Field("a.choices", "choices", ("none", "care", "other")),
    Field("a.grid", "choices", ("mon_morning", "mon_evening", "tue_morning", "tue_evening")),
    Field("a.yes_no", "yes_no"),
    Field("a.years", "number", bounds=(0, 30), unit="years"),
    Field("a.minutes", "number", bounds=(5, 180), unit="minutes"),
    Field("a.week", "number", bounds=(0, 60), unit="hours_per_week"),
    Field("a.children", "number", bounds=(0, 20), unit="children"),
    Field("a.number", "number"),
    Field("a.month", "month"),
    Field("a.period", "period"),
    Field("a.language", "language"),
    Field("a.languages", "languages"),
    Field("a.country", "country"),
    Field("a.occupation", "occupation"),
    Field("a.text", "text"),
)
READERS: tuple[Reader, ...] = (
    english(a__choice__some=["some", "a little"], a__choices__care=["care"]),
    arabic(),
    *(of(code) for code in ("es", "nl", "fa-AF", "ti", "am", "zh", "th", "ku", "xx")),
)
PIECES = st.sampled_from(
    [
        "9",
        "1.000",
        "'98",
        "-",
        "/",
        "no",
        "and",
        "half",
        "hours",
        "years",
        "ago",
        "since",
        "2015",
        "1395",
        "march",
        "monday",
        "وولد",
        "مئة",
        "二百",
        "ไทย",
        "፳",
        "½",
        "\u202e",
        "٣",
    ]
)


@settings(max_examples=1500, deadline=None)
@given(
    reader=st.sampled_from(READERS),
    field=st.sampled_from(FIELDS),
    text=st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=8).map("".join)),
)
def test_no_text_whatever_raises(reader: Reader, field: Field, text: str) -> None:
    reading = reader.read(field, text)

    assert (reading.value is None) == (reading.certainty < CERTAIN)
    assert (reading.value is None) == (reading.problem is not None)
    assert len(reading.candidates) <= 4


@pytest.mark.parametrize("text", ["", "   ", "🙂👍", "?!", "\ud800", "\u202e"])
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.id)
def test_nothing_but_marks_is_not_read(field: Field, text: str) -> None:
    assert english().read(field, text).problem == "not_read"


def test_free_text_is_kept_without_control_characters() -> None:
    reading = english().read(Field("wishes.helps", "text"), "  a\x00 <b>teacher</b>\n who  explains\u202e ")
    assert (reading.value, reading.certainty) == ("a <b>teacher</b> who explains", 1.0)


def test_a_roster_is_refused() -> None:
    with pytest.raises(ValueError, match="roster"):
        english().read(Field("work.jobs", "roster"), "baker")


def test_the_own_language_goes_before_the_others() -> None:
    spanish = of("es", child__1=["niño"])
    assert spanish.read(Field("a.years", "number", bounds=(0, 30), unit="years"), "once").value == 11


def test_lookups_of_a_training_file_are_loaded_as_words(tmp_path: Path) -> None:
    training = tmp_path / "xx.yml"
    training.write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hi\n'
        "- lookup: no\n  examples: |\n    - nope\n    - no\n- lookup: number.1\n  examples: |\n    - 1st\n",
        encoding="utf-8",
    )
    lexicon = load(training)
    assert lexicon["no"] == ("nope", "no")
    assert lexicon["number.1"] == ("1st",)
    assert lexicon["greet"] == ()


@pytest.mark.parametrize(
    "language", ["nl", "en", "ar", "es", "ti", "tr", "fa", "fa-AF", "ps", "ku", "ckb", "so", "am", "uk", "ru", "fr", "pt", "zh", "ur", "th"]
)
def test_each_language_has_the_small_words(language: str) -> None:
    words = function_words(language)
    assert all(words[name] for name in ("and", "or", "not", "since", "until", "ago", "this_year", "last_year", "filler"))
