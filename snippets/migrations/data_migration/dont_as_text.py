import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from domain import Base, Project
from migrations._tools import migrate, new_folder

new_folder()
engine = sa.create_engine("sqlite:///service.db")
Base.metadata.create_all(engine)

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
    query = sa.text("SELECT id, project_metadata FROM project ORDER BY name")
    for row in op.get_bind().execute(query):
        print(row.project_metadata.get("summary", "none"))
        #! AttributeError: 'str' object has no attribute 'get'

migrate(engine, upgrade)
