from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

# page: from here
with Session(engine) as session:
    project = Project(name="apollo")
    session.add(project)
    session.add(Agent(name="planner", project_id=project.id))
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: agent.project_id
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "project_id" of relation "agent" violates not-null constraint
    print(session.scalars(select(Agent.name).join(Project)).all())
