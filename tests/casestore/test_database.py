import os
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from time import sleep

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session, sessionmaker

from casestore import cases, conversations, database
from casestore.models import Base, Case, Turn

MIGRATE = "import sys; from casestore import database; database.migrate(database.connect(sys.argv[1]))"


def test_the_migrations_make_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_twice_changes_nothing(engine: Engine, case: Case, session: Session) -> None:
    session.rollback()
    database.migrate(engine)
    session.expire_all()
    assert cases.get(session, case.id).given_name == "Hasan"


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", MIGRATE, empty_url]) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    engine = database.connect(empty_url)
    assert "answers" in inspect(engine).get_table_names()
    engine.dispose()


def test_migrations_wait_for_each_other(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work: list[bool] = []
    crowds: list[int] = []

    def upgrade(*_: object) -> None:
        at_work.append(True)
        sleep(0.1)
        crowds.append(len(at_work))
        at_work.pop()

    monkeypatch.setattr(command, "upgrade", upgrade)
    engine = database.connect(empty_url)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(database.migrate, [engine] * 3))
    engine.dispose()
    assert crowds == [1, 1, 1]


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    engine = database.connect(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE turns (id INTEGER)"))
    with pytest.raises(DBAPIError):
        database.migrate(engine)
    assert inspect(engine).get_table_names() == ["turns"]
    engine.dispose()


def test_the_alembic_command_line_finds_no_change_that_lacks_a_migration(engine: Engine) -> None:
    alembic = [sys.executable, "-m", "alembic", "-c", str(database.ALEMBIC_INI), "check"]
    environment = os.environ | {"WEGWIJS_DATABASE_URL": engine.url.render_as_string(hide_password=False)}
    done = subprocess.run(alembic, env=environment, capture_output=True, text=True, check=False)
    assert "No new upgrade operations detected" in done.stdout, done.stderr


def test_the_folder_of_an_sqlite_file_is_made_for_its_owner_only(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/var/data/cases.db")
    database.migrate(engine)
    engine.dispose()
    assert (tmp_path / "var/data").stat().st_mode & 0o077 == 0


def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/cases.db")
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
        assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    engine.dispose()


def test_a_postgresql_url_means_psycopg_3() -> None:
    assert database.connect("postgresql://wegwijs@db.example/wegwijs").url.drivername == "postgresql+psycopg"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="not on mysql"):
        database.connect("mysql://wegwijs@db.example/wegwijs")


def test_an_error_of_the_database_shows_no_values(session: Session, case: Case) -> None:
    session.add(Turn(case_id=case.id, key="1", said="Zeynab from Aleppo", request_hash=None, response="Zeynab from Aleppo"))
    with pytest.raises(IntegrityError) as refused:
        session.flush()
    assert "Zeynab" not in "".join(traceback.format_exception(refused.value))


def test_an_error_of_the_database_still_tells_what_is_wrong(session: Session, case: Case) -> None:
    session.add(Turn(case_id=case.id, key="1", said=None, request_hash=None, response={}))
    with pytest.raises(IntegrityError, match="request_hash"):
        session.flush()


def test_a_moment_in_another_time_zone_comes_back_in_utc(session: Session, case: Case, sessions: sessionmaker[Session]) -> None:
    in_damascus = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=3)))
    conversations.get(session, case.id).paused_at = in_damascus
    session.commit()
    with sessions() as other:
        paused_at = conversations.get(other, case.id).paused_at
    assert paused_at == in_damascus
    assert paused_at is not None
    assert paused_at.tzinfo is UTC


def test_a_moment_without_time_zone_is_refused(session: Session, case: Case) -> None:
    conversations.get(session, case.id).paused_at = datetime(2026, 7, 1, 12, 0)
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


def test_a_nul_and_half_a_surrogate_pair_do_not_stop_a_text_from_being_kept(session: Session, sessions: sessionmaker[Session]) -> None:
    case = cases.create(
        session, given_name="Ha\0san \ud83d!", language="ar", group="overig", notice_date=date(2026, 2, 2), first_question="start.language"
    )
    session.commit()
    with sessions() as other:
        assert cases.get(other, case.id).given_name == "Hasan ?!"
