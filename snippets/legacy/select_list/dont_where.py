from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = select(Project.name, whereclause=Project.name == "project-01")
    #! sqlalchemy.exc.ArgumentError: Additional keyword arguments are not accepted by this function/method.  The presence of **kw is for pep-484 typing purposes
    print(session.scalars(statement).all())
