"""What the installation sets: settings.yml for the municipality's choices, the environment for places and addresses."""

import hmac
import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
QUESTIONNAIRE = ROOT / "questionnaire.yml"
TRANSLATIONS = ROOT / "translations"
SECRET_HEADER = "X-Wegwijs-Secret"  # noqa: S105 (the name of a header)
SECRET_VARIABLE = "WEGWIJS_INTERNAL_SECRET"  # noqa: S105 (the name of a variable)
TRAINING = ROOT / "data" / "nlu"


class SettingsError(Exception):
    """settings.yml can't be used. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    languages: tuple[str, ...]
    invitation_valid: timedelta
    invitation_tries: int
    invitation_locked: timedelta
    municipality: str
    phone: str


@cache
def settings() -> Settings:
    """The settings of settings.yml.

    Raises:
        SettingsError: the file is missing, no YAML, or lacks a value.
    """
    path = ROOT / "settings.yml"
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Settings(
            languages=tuple(raw["languages"]),
            invitation_valid=timedelta(days=raw["invitation"]["valid_days"]),
            invitation_tries=int(raw["invitation"]["tries"]),
            invitation_locked=timedelta(minutes=raw["invitation"]["locked_minutes"]),
            municipality=str(raw["municipality"]["name"]),
            phone=str(raw["municipality"]["phone"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"{path}: {error!r}. Compare it with the settings.yml of the release.") from error


def data_dir() -> Path:
    """Where the database, the model and secrets are kept (WEGWIJS_DATA_DIR, otherwise var/ in the checkout)."""
    return Path(os.environ.get("WEGWIJS_DATA_DIR") or ROOT / "var").resolve()


def database_url() -> str:
    """The case store's SQLAlchemy URL (WEGWIJS_DATABASE_URL, otherwise SQLite in the data folder)."""
    return os.environ.get("WEGWIJS_DATABASE_URL") or f"sqlite:///{data_dir() / 'wegwijs.db'}"


def port() -> int:
    """The port of the web pages and the API (WEGWIJS_PORT, otherwise 8080)."""
    return int(os.environ.get("WEGWIJS_PORT") or 8080)


def public_url() -> str:
    """The address under which people reach the pages (WEGWIJS_PUBLIC_URL, otherwise this machine)."""
    return (os.environ.get("WEGWIJS_PUBLIC_URL") or f"http://localhost:{port()}").rstrip("/")


def is_internal(secret: str) -> bool:
    """Whether a caller knows the secret that the API and the Rasa server of this installation share (`wegwijs serve` sets it)."""
    return hmac.compare_digest(secret.encode(), os.environ[SECRET_VARIABLE].encode())
