"""When a task may be worked on, 2 of 3: the rows that were there get a value, in batches, while others write."""

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
    with op.get_context().autocommit_block():  # a transaction for each batch, so no lock lasts
        while op.get_bind().execute(fill).rowcount:
            pass
    if op.get_context().dialect.name == "postgresql":
        op.create_check_constraint(op.f("ck_task_ready_at"), "task", "ready_at IS NOT NULL", postgresql_not_valid=True)


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_task_ready_at"), "task")
