"""Give the models of agents a table of their own.

An agent had its model's name, such as `acme/large`, in a column. The name
moves to a row of ai_model, once for each model, and the agent refers to it.

Revision ID: 0002
Revises: 0001
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB().with_variant(sa.JSON(), "sqlite")

agent = sa.table(
    "agent",
    sa.column("model", sa.String),
    sa.column("ai_model_id", sa.Uuid),
)
ai_model = sa.table(
    "ai_model",
    sa.column("id", sa.Uuid),
    sa.column("name", sa.String),
    sa.column("provider", sa.String),
)


def upgrade() -> None:
    op.create_table(
        "ai_model",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False, unique=True),
        sa.Column("provider", sa.String(50), nullable=False),
        sa.Column("model_metadata", JSON),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
        ),
    )
    with op.batch_alter_table("agent") as batch:
        batch.add_column(sa.Column("ai_model_id", sa.Uuid()))
        batch.create_foreign_key(
            "fk_agent_ai_model_id",
            "ai_model",
            ["ai_model_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch.create_index("ix_agent_ai_model_id", ["ai_model_id"])
    names = op.get_bind().scalars(
        sa.select(agent.c.model).where(agent.c.model.is_not(None)).distinct()
    )
    op.bulk_insert(
        ai_model,
        [
            {
                "id": uuid4(),
                "name": name,
                "provider": name.partition("/")[0],
            }
            for name in names
        ],
    )
    op.execute(
        agent.update().values(
            ai_model_id=sa.select(ai_model.c.id)
            .where(ai_model.c.name == agent.c.model)
            .scalar_subquery()
        )
    )
    with op.batch_alter_table("agent") as batch:
        batch.drop_column("model")


def downgrade() -> None:
    with op.batch_alter_table("agent") as batch:
        batch.add_column(sa.Column("model", sa.String(100)))
    op.execute(
        agent.update().values(
            model=sa.select(ai_model.c.name)
            .where(ai_model.c.id == agent.c.ai_model_id)
            .scalar_subquery()
        )
    )
    with op.batch_alter_table("agent") as batch:
        batch.drop_index("ix_agent_ai_model_id")
        batch.drop_constraint("fk_agent_ai_model_id", type_="foreignkey")
        batch.drop_column("ai_model_id")
    op.drop_table("ai_model")
