from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    # page: essence
    projects = session.scalars(select(Project).order_by(Project.name))

for project in projects:
    print(project.name)
#! sqlalchemy.exc.InvalidRequestError: Object <Project at ...> cannot be converted to 'persistent' state, as this identity map is no longer valid.  Has the owning Session been closed?
