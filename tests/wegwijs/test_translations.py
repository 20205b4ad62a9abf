from pathlib import Path

import pytest

from intake import wording as wording_module
from intake.settings import TRANSLATIONS, settings
from intake.wording import CatalogueError, wording
from wegwijs import translations

SKIPPED = 'msgid "say.skipped"'


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all catalogues, which the code reads instead."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        target = tmp_path / source.relative_to(TRANSLATIONS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    monkeypatch.setattr(wording_module, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    wording.cache_clear()
    yield tmp_path
    wording.cache_clear()


def change(catalogues: Path, old: str, new: str, language: str = "es") -> None:
    path = catalogues / language / "LC_MESSAGES" / "messages.po"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def text_of(catalogues: Path, key: str, language: str = "es") -> str:
    """The lines of an entry."""
    text = (catalogues / language / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    start = text.index(f'msgid "{key}"')
    return text[start : text.index("\n\n", start) + 1]


def test_the_catalogues_of_the_repository_are_complete() -> None:
    assert translations.check() == []


def test_each_language_says_whether_a_native_speaker_has_reviewed_it() -> None:
    assert all(wording(language).review for language in settings().languages)


def test_a_missing_key_is_told(catalogues: Path) -> None:
    change(catalogues, text_of(catalogues, "say.skipped"), "")
    assert any("'say.skipped' is missing" in problem for problem in translations.check())


def test_an_empty_text_is_told(catalogues: Path) -> None:
    change(catalogues, text_of(catalogues, "say.skipped"), 'msgid "say.skipped"\nmsgstr ""\n')
    assert any("'say.skipped' is empty" in problem for problem in translations.check())


def test_a_missing_button_is_told(catalogues: Path) -> None:
    change(catalogues, text_of(catalogues, "option.work.now.looking"), "")
    assert any("'option.work.now.looking' is missing" in problem for problem in translations.check())


def test_a_fuzzy_text_is_told(catalogues: Path) -> None:
    change(catalogues, SKIPPED, f"#, fuzzy\n{SKIPPED}")
    assert any("'say.skipped' is fuzzy" in problem for problem in translations.check())


def test_another_placeholder_is_told(catalogues: Path) -> None:
    change(catalogues, text_of(catalogues, "say.out_of_bounds"), 'msgid "say.out_of_bounds"\nmsgstr "Entre {low} y {highest}."\n')
    assert any("'say.out_of_bounds' has the placeholders ['highest', 'low']" in problem for problem in translations.check())


def test_a_missing_plural_form_is_told(catalogues: Path) -> None:
    entry = text_of(catalogues, "unit.years", "ar")
    last = entry.rstrip("\n").splitlines()[-1]
    change(catalogues, entry, entry.replace(last, last.split(" ")[0] + ' ""'), "ar")
    assert any("'unit.years' is empty" in problem for problem in translations.check())


def test_a_key_that_nothing_uses_is_told(catalogues: Path) -> None:
    change(catalogues, SKIPPED, f'msgid "say.nonsense"\nmsgstr "?"\n\n{SKIPPED}')
    assert any("'say.nonsense' is used nowhere" in problem for problem in translations.check())


def test_a_catalogue_that_says_nothing_of_its_review_is_told(catalogues: Path) -> None:
    change(catalogues, "# Review: not reviewed by a native speaker\n", "")
    assert any("has no line '# Review: ...'" in problem for problem in translations.check())


def test_a_broken_catalogue_is_refused_with_its_line(catalogues: Path) -> None:
    change(catalogues, SKIPPED, f"this is no catalogue\n{SKIPPED}")
    with pytest.raises(CatalogueError, match=r"messages\.po, line \d+: .*Mend that line"):
        wording("es")


def test_a_catalogue_that_is_not_there_is_told(catalogues: Path) -> None:
    (catalogues / "es" / "LC_MESSAGES" / "messages.po").unlink()
    with pytest.raises(CatalogueError, match=r"Put the catalogue there, or take 'es' out of settings\.yml"):
        wording("es")


def test_extraction_changes_nothing_in_complete_catalogues(catalogues: Path) -> None:
    before = {language: wording(language).keys("") for language in settings().languages}
    translations.extract()
    wording.cache_clear()
    assert {language: sorted(wording(language).keys("")) for language in settings().languages} == {k: sorted(v) for k, v in before.items()}
    assert translations.check() == []
