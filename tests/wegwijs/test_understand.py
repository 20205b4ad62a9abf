from pathlib import Path

import pytest

from wegwijs.understand import BadLine, read_lines, value


def lines(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lines.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_read_and_empty_ones_passed_over(tmp_path: Path) -> None:
    path = lines(tmp_path, '{"language": "nl", "text": "ja"}\n\n{"language": "ar", "text": "نعم", "question": "start.read_aloud"}\n')
    assert [line["text"] for line in read_lines(path)] == ["ja", "نعم"]


@pytest.mark.parametrize("bad", ["ja", "[1]", '{"text": "ja"}', '{"language": "nl"}', '{"language": "nl", "text": 1}'])
def test_a_line_that_is_wrong_is_told_with_its_number(tmp_path: Path, bad: str) -> None:
    path = lines(tmp_path, f'{{"language": "nl", "text": "ja"}}\n{bad}\n')
    with pytest.raises(BadLine, match="line 2"):
        list(read_lines(path))


def answer(value: object) -> dict[str, object]:
    return {"entity": "answer", "value": value}


def test_a_set_stays_a_list_also_with_one_value() -> None:
    assert value([answer("care")], "choices") == ["care"]


def test_no_other_language_is_an_empty_list() -> None:
    assert value([answer("none")], "languages") == []


def test_a_single_value_is_no_list() -> None:
    assert value([answer(9)], "number") == 9


def test_without_an_answer_there_is_no_value() -> None:
    assert value([{"entity": "problem", "value": "not_read"}], "number") is None
