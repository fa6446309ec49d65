"""The index of the worker's queue, built while others write."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ix_task_status_ready_at"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # A build that failed has left an invalid index, which if_not_exists would take for the finished one.
        op.drop_index(NAME, table_name="task", postgresql_concurrently=True, if_exists=True)
        op.create_index(NAME, "task", ["status", "ready_at"], postgresql_concurrently=True)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index(NAME, table_name="task", postgresql_concurrently=True, if_exists=True)
