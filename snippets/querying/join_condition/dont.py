from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, Task, new_database

engine = new_database(projects=1, agents=1, tasks=1)

statement = select(Agent.name, Task.title).join(Project)

with Session(engine) as session:
    for name, title in session.execute(statement):
        print(name, title)
    #! sqlalchemy.exc.InvalidRequestError: Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
