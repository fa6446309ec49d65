"""When a task may be claimed, step 3 of 3: NOT NULL. VALIDATE scans the table without blocking writes."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    postgresql = op.get_context().dialect.name == "postgresql"
    if postgresql:
        op.execute("ALTER TABLE task VALIDATE CONSTRAINT ck_task_ready_at")
    with op.batch_alter_table("task") as batch:
        batch.alter_column("ready_at", nullable=False)  # PostgreSQL relies on the validated CHECK and does not scan
    if postgresql:
        op.drop_constraint(op.f("ck_task_ready_at"), "task")


def downgrade() -> None:
    with op.batch_alter_table("task") as batch:
        batch.alter_column("ready_at", nullable=True)
    if op.get_context().dialect.name == "postgresql":
        op.create_check_constraint(op.f("ck_task_ready_at"), "task", "ready_at IS NOT NULL", postgresql_not_valid=True)
