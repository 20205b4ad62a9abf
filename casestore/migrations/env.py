"""What Alembic runs: on the connection of `casestore.database.migrate`, or from its command line on the settings' database."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from casestore.database import connect
from casestore.models import Base
from intake.settings import database_url


def plain_type(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Migrations name SQLAlchemy's own types, so that they stay right when the models change."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=Base.metadata, transactional_ddl=True, render_as_batch=True, render_item=plain_type
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with connect(database_url()).connect() as own:
        run(own)
