"""What tests share: one running product for all that need no more than a running product, and somebody signed in to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.api.browser", "tests.conversations.talk", "tests.product", "tests.walk")

from tests.api.browser import Browser, sign_in_anew  # noqa: E402 (after the line above, for the sake of messages)
from tests.product import FOLDER, Product  # noqa: E402

pytest_plugins = ["tests.postgres"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each of the test processes takes whole modules; what is done in every language goes language by language, person by person."""
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        of_module = parameters.get("language") or parameters.get("intake") or ""
        item.add_marker(pytest.mark.xdist_group(f"{item.nodeid.partition('::')[0]} {of_module}"))


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The running product. Tests make cases of their own in it, and leave it running."""
    running = Product("tests")
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def klantmanager(product: Product) -> Browser:
    """A klantmanager who is signed in."""
    return sign_in_anew(product, "annet", "Annet")


@pytest.fixture(scope="session")
def model() -> Iterator[Path]:
    """The trained model of the repository's data."""
    from wegwijs import model as rasa_model  # noqa: PLC0415 (only where it is needed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGWIJS_DATA_DIR", str(FOLDER))
        yield rasa_model.ensure()
