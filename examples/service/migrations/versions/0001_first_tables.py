"""First tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def entity() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    ]


def document(name: str) -> sa.Column[Any]:
    return sa.Column(name, postgresql.JSONB().with_variant(sa.JSON(), "sqlite"))


def upgrade() -> None:
    op.create_table(
        "project",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        document("project_metadata"),
        *entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
        sa.CheckConstraint("status IN ('draft', 'active', 'done')", name=op.f("ck_project_projectstatus")),
    )
    op.create_table(
        "tool",
        sa.Column("name", sa.String(100), nullable=False),
        document("tool_metadata"),
        *entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tool")),
        sa.UniqueConstraint("name", name=op.f("uq_tool_name")),
    )
    op.create_table(
        "agent",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        *entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_agent_project_id_name")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_agent_project_id"), ondelete="CASCADE"),
    )
    op.create_table(
        "agent_tool",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("tool_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "tool_id", name=op.f("pk_agent_tool")),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_agent_tool_agent_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_agent_tool_tool_id"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_agent_tool_tool_id"), "agent_tool", ["tool_id"])
    op.create_table(
        "task",
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid()),
        *entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.CheckConstraint("status IN ('open', 'running', 'done')", name=op.f("ck_task_taskstatus")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_task_project_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_task_agent_id"), ondelete="SET NULL"),
    )
    op.create_index(op.f("ix_task_project_id_created_at_id"), "task", ["project_id", "created_at", "id"])
    op.create_index(op.f("ix_task_agent_id"), "task", ["agent_id"])
    op.create_table(
        "approval",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("approved", sa.Boolean()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        *entity(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.CheckConstraint("(approved IS NULL) = (decided_at IS NULL)", name=op.f("ck_approval_decided")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_approval_task_id"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_approval_task_id"), "approval", ["task_id"])


def downgrade() -> None:
    for table in "approval", "task", "agent_tool", "agent", "tool", "project":
        op.drop_table(table)
