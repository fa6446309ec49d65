from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database()

def add_project(name: str) -> Project:
    with Session(engine) as session:
        project = Project(name=name)
        session.add(project)
        session.commit()
        return project

project = add_project("apollo")
print(project.name, project.status)
#! sqlalchemy.orm.exc.DetachedInstanceError: Instance <Project at ...> is not bound to a Session; attribute refresh operation cannot proceed
