"""A PostgreSQL server for the tests: started on demand, reachable through a Unix socket in a temporary folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

SUPERUSER = "postgres"
# Durable nothing, and a time zone that shows where UTC is taken for granted.
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=Asia/Damascus"


class PostgresServer:
    """A running server. Connects through `folder`, so that no port can be taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}@/{database}?host={self._folder}"

    def create_database(self, template: str = "template1") -> str:
        """A new database and its URL; `template` names the database (without connections) that it is a copy of."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of Debian's package. Fails where it is not installed, unless WEGWIJS_TEST_POSTGRES=skip."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="wegwijs-postgres-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SUPERUSER)
        _run(binaries / "initdb", "-D", data, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        _run(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{OPTIONS} -k {folder}", "start")
        try:
            yield PostgresServer(folder)
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path:
    if os.environ.get("WEGWIJS_TEST_POSTGRES") == "skip":
        pytest.skip("WEGWIJS_TEST_POSTGRES=skip")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if installed:
        return installed[-1]
    on_path = shutil.which("initdb")
    if on_path is None:
        pytest.fail("These tests need PostgreSQL: `apt-get install postgresql`, or leave them out with WEGWIJS_TEST_POSTGRES=skip.")
    return Path(on_path).parent


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", SUPERUSER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{command[0]} failed:\n{done.stdout}")
