from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with Session(engine) as editor, Session(engine) as request:
    # page: essence
    locked = select(Project).with_for_update()
    project = editor.scalars(locked).one()

    request.execute(text("SET LOCAL lock_timeout = '100ms'"))
    request.add(Agent(name="scout", project_id=project.id))
    request.commit()
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) canceling statement due to lock timeout

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
