from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()
projects = [
    Project(name="apollo", agents=[Agent(name="planner")]),
    Project(name="gemini", agents=[Agent(name="coder")]),
]

with Session(engine) as session:
    session.bulk_save_objects(projects)
    session.commit()

    for model in (Project, Agent):
        print(session.scalar(select(func.count()).select_from(model)))
        #> 2
        #!> 0
    print(projects[0].id is not None)
    #!> False
