from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database()

def add_project(name: str) -> Project:
    with Session(engine, expire_on_commit=False) as session:
        project = Project(name=name)
        session.add(project)
        session.commit()
        return project

project = add_project("apollo")
print(project.name, project.status)
#> apollo DRAFT
