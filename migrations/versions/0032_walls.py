"""The wall of row-level security around the tables that came after 0026."""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

WALLED = (
    "companion",
    "paper_entry",
    "reminder",
    "symbol_drawing",
    "theme",
    "theme_mark",
)
ADMITTED = "authority_id = any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in WALLED:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy authority_wall on {table} using ({ADMITTED}) with check ({ADMITTED})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in WALLED:
        op.execute(f"drop policy authority_wall on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
