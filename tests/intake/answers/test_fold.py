import pytest

from intake.answers import fold
from intake.answers.fold import clean, soften


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Número ÑANDÚ", "numero nandu"),
        ("nooooo!", "no"),
        ("1000", "1000"),
        ("٩ و ۹ و ९", "9 و 9 و 9"),
        ("مِئَةٌ", "ميه"),
        ("أحمد إلى آذار", "احمد الي اذار"),
        ("کتاب", "كتاب"),
        ("مـــدرسة", "مدرسه"),
        ("\u202eabc\u200f\x00d", "abcd"),
        ("¿qué?، ሰላም። 你好，ไทย", "que سلام".replace("سلام", "ሰላም") + " 你好 ไทย"),
        ("ሐኪም ኣብ", "ሀኪም አብ"),
        ("İstanbul ılık", "istanbul ilik"),
        ("мій ёж", "мій еж"),
        ("፳፭", "25"),
        ("\ud800", ""),
        ("🙂", ""),
    ],
)
def test_spellings_of_the_same_word_fold_to_the_same_form(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_changes_nothing_more() -> None:
    for text in ("Ça va?", "٣٫٥", "zeeën", "ላ፡ላ", "ﻻ", "½"):
        assert fold(fold(text)) == fold(text)


def test_softening_keeps_the_punctuation_of_numbers() -> None:
    assert soften("١٫٥ – 2½") == "1.5 - 2.5"


def test_cleaning_keeps_the_words_and_what_joins_them() -> None:
    assert clean("  می‌روم\u202e\x07\n <b>né</b> ") == "می‌روم <b>né</b>"
