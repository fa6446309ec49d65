import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, mapped_column

from domain import Project, ProjectStatus, new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=2)

def upgrade_in_march() -> None:
    with Session(op.get_bind()) as session:
        # page: essence
        for project in session.scalars(sa.select(Project)):
            # page: essence
            project.status = ProjectStatus.ACTIVE
        #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: project.deadline
        #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedColumn) column project.deadline does not exist
        session.commit()

def upgrade_in_may() -> None:
    op.add_column("project", sa.Column("deadline", sa.Date()))

Project.deadline = mapped_column(sa.Date)

migrate(engine, upgrade_in_march, upgrade_in_may)
