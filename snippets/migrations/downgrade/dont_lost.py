import sqlalchemy as sa
from alembic import op

from domain import Project, new_database
from migrations._tools import migrate

engine = new_database(projects=2)

with engine.begin() as connection:
    first = sa.update(Project).where(Project.name == "project-01")
    connection.execute(first.values(status="ACTIVE"))

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
