"""Keeping a trained component's parts in the model archive."""

from typing import Any

import joblib
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

_FILE = "component.joblib"


def keep(storage: ModelStorage, resource: Resource, parts: Any) -> None:
    with storage.write_to(resource) as folder:
        joblib.dump(parts, folder / _FILE, compress=3)


def recall(storage: ModelStorage, resource: Resource) -> Any:
    with storage.read_from(resource) as folder:
        return joblib.load(folder / _FILE)
