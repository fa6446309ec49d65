from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database(projects=1, agents=2)

def find_project(name: str) -> Project:
    statement = select(Project).where(Project.name == name)
    with Session(engine) as session:
        return session.scalars(statement).one()

project = find_project("project-01")
print(project.name)
#> project-01
print(len(project.agents))
#! sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <Project at ...> is not bound to a Session; lazy load operation of attribute 'agents' cannot proceed
