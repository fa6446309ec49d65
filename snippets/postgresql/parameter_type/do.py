from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2, on="postgresql")

name = None  # The field of the search form is empty.

# page: from here
with Session(engine) as session:
    statement = select(Project.name).order_by(Project.name)
    if name is not None:
        statement = statement.where(Project.name == name)
    print(session.scalars(statement).all())
    #> ['project-01', 'project-02']
