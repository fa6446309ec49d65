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
    # page: essence
    project = sa.table("project", sa.column("status"))
    # page: essence
    op.execute(sa.update(project).values(status="ACTIVE"))

def upgrade_in_may() -> None:
    op.add_column("project", sa.Column("deadline", sa.Date()))

engine = new_database(projects=2)
migrate(engine, upgrade_in_march, upgrade_in_may)

with Session(engine) as session:
    for project in session.scalars(sa.select(Project).order_by(Project.name)):
        print(project.name, project.status, project.deadline)
        #> project-01 ACTIVE None
        #> project-02 ACTIVE None
