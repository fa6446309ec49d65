from datetime import date
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_database
from migrations._tools import migrate

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    """The model as it is since May."""

    __tablename__ = "project"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    status: Mapped[str]
    deadline: Mapped[date | None]

def upgrade_in_march() -> None:
    with Session(op.get_bind()) as session:
        # page: essence
        for project in session.scalars(sa.select(Project)):
            # page: essence
            project.status = "ACTIVE"
        #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: project.deadline
        #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedColumn) column project.deadline does not exist
        session.commit()

def upgrade_in_may() -> None:
    op.add_column("project", sa.Column("deadline", sa.Date()))

engine = new_database(projects=2)
migrate(engine, upgrade_in_march, upgrade_in_may)
