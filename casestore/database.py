"""Connecting to the case store, on SQLite or PostgreSQL, and bringing its tables up to date."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session, sessionmaker

ALEMBIC_INI = Path(__file__).parent / "migrations" / "alembic.ini"
BUSY_MILLISECONDS = 5000
CONNECT_SECONDS = 5
MIGRATION_LOCK = 0x57656757  # any number, as long as nothing else on the server takes it


def connect(url: str) -> Engine:
    """An engine for the database at this SQLAlchemy URL (`sqlite:///path` or `postgresql://user@host/name`).

    The folder of an SQLite file is made where it is missing. No statement's values ever show in an error or a log.

    Raises:
        ValueError: the URL is of another kind of database.
    """
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(address)
        case "postgresql":
            return _postgresql(address)
        case other:
            raise ValueError(f"The case store runs on sqlite or postgresql, not on {other}: change the database URL.")


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Makes sessions; objects stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def migrate(engine: Engine) -> None:
    """Brings the tables up to date, all or nothing. Of several processes that do this at once, one works and the others wait."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config = Config(ALEMBIC_INI)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    # Python's sqlite3 begins a transaction at the first statement that writes, so reading never blocks others
    # and a writer waits for its turn instead of failing on a snapshot that is out of date.
    for pragma in (f"busy_timeout = {BUSY_MILLISECONDS}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _postgresql(address: URL) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )
    event.listen(engine, "handle_error", _hide_detail)
    return engine


def _hide_detail(context: ExceptionContext) -> None:
    """PostgreSQL's DETAIL and CONTEXT lines quote the row that was refused, hide_parameters or not: keep the first line only."""
    original = context.original_exception
    first_line = str(original).partition("\n")[0]
    original.args = (first_line,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(original).__module__}.{type(original).__name__}) {first_line}",)
