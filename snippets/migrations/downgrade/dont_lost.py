import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine()

def create_projects() -> None:
    project = op.create_table(
        "project",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("status", sa.String(20), nullable=False),
    )
    statuses = {"project-01": "ACTIVE", "project-02": "DRAFT"}
    op.bulk_insert(
        project,
        [
            {"name": name, "status": status}
            for name, status in statuses.items()
        ],
    )

migrate(engine, create_projects)

# page: from here
project = sa.table(
    "project", sa.column("name"), sa.column("status"), sa.column("is_active")
)

def upgrade() -> None:
    op.add_column(
        "project",
        sa.Column(
            "is_active",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
        ),
    )
    active = sa.update(project).where(project.c.status == "ACTIVE")
    op.execute(active.values(is_active=True))
    op.drop_column("project", "status")

def downgrade() -> None:
    op.add_column(
        "project",
        sa.Column(
            "status", sa.String(20), server_default="DRAFT", nullable=False
        ),
    )
    op.drop_column("project", "is_active")

migrate(engine, upgrade, downgrade)

with engine.connect() as connection:
    query = sa.select(project.c.name, project.c.status).order_by("name")
    print(connection.execute(query).all())
    #!> [('project-01', 'DRAFT'), ('project-02', 'DRAFT')]
