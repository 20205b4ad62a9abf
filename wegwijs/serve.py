"""`wegwijs serve`: everything that the product needs, in one command."""

import asyncio
import os
import secrets
import signal
import sys
from contextlib import suppress

import uvicorn

from actions.turn import store
from casestore import database, staff
from intake.questionnaire import questionnaire
from intake.settings import SECRET_VARIABLE, TRAINING, SettingsError, data_dir, database_url, port, public_url, settings
from intake.wording import CatalogueError, catalogue_path, wording
from wegwijs import model as rasa_model
from wegwijs import translations
from wegwijs.rasa_server import RasaServer, free_port, log_path

ADMINISTRATOR = "beheerder"
READY_WITHIN = 120  # seconds
NAMED = 3  # texts that a catalogue lacks; `wegwijs translations check` names them all


def check() -> None:
    """Reads questionnaire and catalogues, so that a broken one is told of before anything starts.

    Raises:
        QuestionnaireError, CatalogueError, SettingsError: with file, line and what to do.
    """
    questionnaire()
    for language in settings().languages:
        if not (TRAINING / f"{language}.yml").exists():
            raise SettingsError(f"{TRAINING / language}.yml is missing. Put it there, or take '{language}' out of settings.yml.")
    for language, domain, keys in translations.catalogues():
        lacking = [key for key in keys if not wording(language, domain).has(key)]
        if lacking:
            more = ", ..." if len(lacking) > NAMED else ""
            raise CatalogueError(f"{catalogue_path(language, domain)}: has no text for {', '.join(lacking[:NAMED])}{more}. Write it there.")


def prepare() -> None:
    """Makes data folder and database, or brings them up to date."""
    data_dir().mkdir(parents=True, exist_ok=True, mode=0o700)
    database.migrate(database.connect(database_url()))


def first_password() -> str | None:
    """Makes the first account where there is none, and returns its one-time password."""
    with store().begin() as session:
        if staff.any_exists(session):
            return None
        password = one_time_password()
        staff.add(session, ADMINISTRATOR, "Beheerder", password, must_change=True)
        return password


def one_time_password() -> str:
    return secrets.token_urlsafe(9)


def secret() -> str:
    """The installation's secret: signs cookies, and is what the Rasa server and the API know each other by."""
    path = data_dir() / "secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text()


def serve(host: str, demo: bool) -> None:
    """Runs until Ctrl-C."""
    check()
    prepare()
    model = rasa_model.ensure()
    rasa_port = free_port()
    os.environ[SECRET_VARIABLE] = secret()
    os.environ["WEGWIJS_RASA_URL"] = f"http://127.0.0.1:{rasa_port}"
    rasa = RasaServer(model, rasa_port, f"http://127.0.0.1:{port()}/internal/actions", secret())
    rasa.start()
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        asyncio.run(_run(host, demo))
    except KeyboardInterrupt:
        pass
    finally:
        print("Stopping ...", flush=True)
        rasa.stop()


def _as_interrupt(number: int, frame: object) -> None:
    """A service manager's way of saying Ctrl-C."""
    raise KeyboardInterrupt


async def _run(host: str, demo: bool) -> None:
    from api.app import create_app  # noqa: PLC0415 (reads the environment set above)

    server = uvicorn.Server(uvicorn.Config(create_app(), host=host, port=port(), log_level="warning", access_log=False, ws="none"))
    greeting = asyncio.create_task(_greet(server, demo))
    with suppress(SystemExit):  # with which uvicorn ends where it can't listen
        await server.serve()
    greeting.cancel()
    if not server.started:
        sys.exit(f"Port {port()} can't be used. Set WEGWIJS_PORT to another one.")


async def _greet(server: uvicorn.Server, demo: bool) -> None:
    """Says where to go as soon as everything answers."""
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.05)
    if not await server.config.app.state.rasa.wait_until_ready(READY_WITHIN):  # type: ignore[union-attr]
        print(f"The Rasa server does not get ready; {log_path()} says why.", flush=True)
        return
    print(
        f"\nWegwijs is ready.\n  People with an invitation:  {public_url()}/\n  Klantmanagers:              {public_url()}/staff",
        flush=True,
    )
    if password := await asyncio.to_thread(first_password):
        print(f"  Sign in as '{ADMINISTRATOR}' with the one-time password  {password}", flush=True)
    if demo:
        from wegwijs.demo import print_cases  # noqa: PLC0415 (only when asked for)

        await asyncio.to_thread(print_cases)
    print("Ctrl-C stops everything.", flush=True)
