import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, mapped_column

from domain import Project, new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=2)

def upgrade_in_march() -> None:
    # page: essence
    project = sa.table("project", sa.column("status"))
    # page: essence
    op.execute(sa.update(project).values(status="ACTIVE"))

def upgrade_in_may() -> None:
    op.add_column("project", sa.Column("deadline", sa.Date()))

Project.deadline = mapped_column(sa.Date)

migrate(engine, upgrade_in_march, upgrade_in_may)

with Session(engine) as session:
    for project in session.scalars(sa.select(Project).order_by(Project.name)):
        print(project.name, project.status, project.deadline)
        #> project-01 ACTIVE None
        #> project-02 ACTIVE None
