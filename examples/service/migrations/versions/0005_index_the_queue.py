"""An index for the worker's queue, built while the service is running."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ix_task_status_ready_at"


def upgrade() -> None:
    postgresql = op.get_context().dialect.name == "postgresql"
    with op.get_context().autocommit_block():
        if postgresql:  # the build waits for older transactions, and blocks nobody meanwhile
            op.execute("SET lock_timeout = 0")
        # A failed build leaves an invalid index behind, which if_not_exists would accept.
        op.drop_index(NAME, table_name="task", postgresql_concurrently=True, if_exists=True)
        op.create_index(NAME, "task", ["status", "ready_at"], postgresql_concurrently=True)
        if postgresql:
            op.execute("RESET lock_timeout")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index(NAME, table_name="task", postgresql_concurrently=True, if_exists=True)
