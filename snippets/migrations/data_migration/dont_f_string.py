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

def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(project)).all():
        summary = (row.project_metadata or {}).get("summary", "none")
        connection.execute(
            sa.text(
                "INSERT INTO project_summary (project_id, summary)"
                f" VALUES ('{row.id.hex}', '{summary}')"
            )
        )
        #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) near "backlog": syntax error
        #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.SyntaxError) syntax error at or near "backlog"

migrate(engine, upgrade)
