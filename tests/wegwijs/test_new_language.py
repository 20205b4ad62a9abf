"""A language is added by data alone: a catalogue, a training file and a line in the settings. Here an invented one, in a copy.

It is English with '-in' after each word, under CLDR's code for Esperanto, which nobody is offered.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.settings import ROOT
from tests.product import Product
from tests.walk import skip_to

CODE = "eo"
WORD = re.compile(r"(?<![{\w])[A-Za-z']+(?![\w}])")


def invented(text: str) -> str:
    """'nine years' -> 'ninein yearsin'; places such as {name} stay."""
    return WORD.sub(lambda word: f"{word[0]}in", text)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product that offers Dutch and the invented language."""
    root = tmp_path_factory.mktemp("copy")
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in tracked.splitlines():
        if not name.startswith(("tests/", "docs/", "benchmarks/")) and (ROOT / name).exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
    add_language(root)
    product = Product("new-language", {"WEGWIJS_DATA_DIR": str(root / "var"), "PYTHONPATH": str(root)}, root)
    product.start()
    yield product
    product.stop()


def add_language(root: Path) -> None:
    """What docs/translator.md tells to do."""
    settings = root / "settings.yml"
    settings.write_text(re.sub(r"(?m)^languages: .*$", f"languages: [nl, {CODE}]", settings.read_text()))
    catalogue = (root / "translations" / "en" / "LC_MESSAGES" / "messages.po").read_text()
    target = root / "translations" / CODE / "LC_MESSAGES" / "messages.po"
    target.parent.mkdir(parents=True)
    texts = re.sub(r'(?m)^(msgstr(?:\[\d\])? )"(.+)"$', lambda line: f'{line[1]}"{invented(line[2])}"', catalogue)
    target.write_text(texts.replace('"Language: en\\n"', f'"Language: {CODE}\\n"'))
    examples = (root / "data" / "nlu" / "en.yml").read_text()
    (root / "data" / "nlu" / f"{CODE}.yml").write_text(re.sub(r"(?m)^    - (.+)$", lambda line: f"    - {invented(line[1])}", examples))


def test_the_new_catalogue_passes_the_gate(country: Product) -> None:
    assert "complete" in country.command("translations", "check")


def test_a_talk_goes_in_the_new_language(country: Product) -> None:
    person = country.new_case(language=CODE)
    skip_to(person, "education.school_years")
    assert person.texts[-1].startswith("Howin")
    person.type("9 yearsin")
    assert person.record()["education.school_years"] == 9
    question = person.question
    person.type("whyin doin youin askin thisin")
    assert person.question == question
    assert len(person.texts) == 2


def test_the_new_language_is_told_from_the_others(country: Product) -> None:
    person = country.new_case(language="nl")
    skip_to(person, "education.school_years")
    person.type("iin doin notin understandin thein questionin")
    assert any("languagein" in text for text in person.texts)
