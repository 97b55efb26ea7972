"""The wall of row-level security around the tables that came after 0026."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WALLED = (
    "about_file",
    "about_item",
    "companion",
    "family_sight",
    "family_talk",
    "inquiry",
    "one_more",
    "paper_entry",
    "parent_answer",
    "parent_link",
    "parent_response",
    "reminder",
    "symbol_drawing",
    "theme",
    "theme_mark",
    "told_reason",
    "wish_change",
)
BETWEEN = (
    "group_share",
    "joint_part",
)
OPENED_FOR = "any(string_to_array(nullif(current_setting('app.authorities', true), ''), ',')::bigint[])"
ADMITTED = f"authority_id = {OPENED_FOR}"
ADMITTED_TO_BOTH = f"owner_id = {OPENED_FOR} or other_id = {OPENED_FOR}"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in (*WALLED, *BETWEEN):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        admitted = ADMITTED_TO_BOTH if table in BETWEEN else ADMITTED
        op.execute(f"create policy authority_wall on {table} using ({admitted}) with check ({admitted})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in (*WALLED, *BETWEEN):
        op.execute(f"drop policy authority_wall on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
