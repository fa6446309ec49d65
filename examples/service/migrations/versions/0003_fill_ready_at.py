"""When a task may be claimed, step 2 of 3: fill existing rows in batches, while the service is running."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

task = sa.table("task", sa.column("id", sa.Uuid), sa.column("created_at"), sa.column("ready_at"))


def upgrade() -> None:
    empty = sa.select(task.c.id).where(task.c.ready_at.is_(None)).limit(1000)
    fill = sa.update(task).where(task.c.id.in_(empty)).values(ready_at=task.c.created_at)
    with op.get_context().autocommit_block():  # each batch commits, so no row stays locked for long
        while op.get_bind().execute(fill).rowcount:
            pass
    if op.get_context().dialect.name == "postgresql":
        op.create_check_constraint(op.f("ck_task_ready_at"), "task", "ready_at IS NOT NULL", postgresql_not_valid=True)


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_task_ready_at"), "task")
