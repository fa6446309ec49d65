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
def upgrade() -> None:
    connection = op.get_bind()
    results = connection.execute("SELECT id, project_metadata FROM project")
    #! sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: 'SELECT id, project_metadata FROM project'
    for row in results:
        print(row)

migrate(engine, upgrade)
