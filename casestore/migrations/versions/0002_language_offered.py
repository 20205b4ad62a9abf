"""The language that a person was offered to go on in."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("offered_language", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("conversations", "offered_language")
