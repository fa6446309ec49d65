from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    for name, budget in ("apollo", 900), ("gemini", 1_000):
        project = Project(name=name, project_metadata={"budget": budget})
        session.add(project)
    session.commit()

# page: from here
amount = Project.project_metadata["budget"]

with Session(engine) as session:
    large = select(Project.name).where(amount > 950)
    ordered = large.order_by(Project.name)
    print(session.scalars(ordered).all())
    #!> [sqlite] ['apollo', 'gemini']
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) operator does not exist: jsonb > integer
