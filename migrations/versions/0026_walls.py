"""The wall of row-level security around the tables that came after 0014."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WALLED = (
    "attendance",
    "change_request",
    "check_in",
    "check_in_attempt",
    "coach_plan",
    "coach_visit",
    "comfort",
    "demand_line",
    "demand_reply",
    "demand_sheet_line",
    "demand_version",
    "employer_activity",
    "employer_check",
    "employer_contact",
    "feedback",
    "figure_basis",
    "hint",
    "leaver",
    "offer_link",
    "own_question",
    "placement",
    "placement_review",
    "placement_signature",
    "planner_date",
    "policy_agreement",
    "question_set",
    "spell",
    "start_check",
    "visit",
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
