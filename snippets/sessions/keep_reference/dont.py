from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    # page: essence
    session.scalars(select(Project)).one().agents.append(Agent(name="scout"))
    #! sqlalchemy.orm.exc.ObjectDereferencedError: Can't emit change event for attribute 'Project.agents' - parent object of type <Project> has been garbage collected.
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
