from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2, agents=1)

# page: from here
with Session(engine) as session:
    query = select(Project).join(Project.agents).filter_by(name="project-01")
    #! [sqlalchemy>=2.1] sqlalchemy.exc.AmbiguousColumnError: Attribute name "name" is ambiguous; it exists in multiple FROM clause entities (...). Use filter() with explicit column references instead of filter_by().
    print(len(session.scalars(query).all()), "project")
    #!> [sqlalchemy<2.1] 0 project
