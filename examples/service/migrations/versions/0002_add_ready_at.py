"""When a task may be claimed, step 1 of 3: a nullable column. Code that does not know it keeps working."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("ready_at", sa.DateTime(timezone=True)))
    # Added with the column, the default would give existing rows the time of this migration.
    with op.batch_alter_table("task") as batch:
        batch.alter_column("ready_at", server_default=sa.func.now())


def downgrade() -> None:
    op.drop_column("task", "ready_at")
