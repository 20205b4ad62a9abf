"""Alembic's environment. Migrations go forward only: a case store is restored from a backup, not downgraded."""
