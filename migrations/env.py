"""Alembic's environment: every table imported, one transaction, batch mode so that SQLite can alter tables."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine, make_url, pool

from pfa.models import TABLES


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=TABLES, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


engine = create_engine(make_url(context.config.get_main_option("sqlalchemy.url")), poolclass=pool.NullPool)
with engine.begin() as opened:
    if engine.dialect.name == "postgresql":
        opened.exec_driver_sql("set local lock_timeout = '5s'")
    run(opened)
