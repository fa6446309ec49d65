import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from domain import Project, new_database
from migrations._tools import migrate

engine = new_database()

with Session(engine) as session:
    metadata = {"summary": "the agents' backlog"}
    session.add(Project(name="apollo", project_metadata=metadata))
    session.add(Project(name="gemini"))
    session.commit()

def create_table() -> None:
    op.create_table(
        "project_summary",
        sa.Column("project_id", sa.Uuid(), primary_key=True),
        sa.Column("summary", sa.String()),
    )

migrate(engine, create_table)

# page: from here
project = sa.table(
    "project",
    sa.column("id", sa.Uuid),
    sa.column("project_metadata", sa.JSON),
)
project_summary = sa.table(
    "project_summary",
    sa.column("project_id", sa.Uuid),
    sa.column("summary", sa.String),
)

def upgrade() -> None:
    summary = project.c.project_metadata["summary"].as_string()
    rows = sa.select(project.c.id, sa.func.coalesce(summary, "none"))
    target = ["project_id", "summary"]
    op.execute(sa.insert(project_summary).from_select(target, rows))

migrate(engine, upgrade)
with engine.connect() as connection:
    query = sa.select(project_summary.c.summary).order_by("summary")
    print(connection.scalars(query).all())
    #> ['none', "the agents' backlog"]
