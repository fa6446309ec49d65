from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here
names = func.group_concat(Agent.name, ", ")
per_project = select(Project.name, names).join(Project.agents)

with Session(engine) as session:
    for name, agents in session.execute(per_project.group_by(Project.id)):
        print(name, sorted(agents.split(", ")))
        #> [sqlite] project-01 ['project-01 agent-1', 'project-01 agent-2']
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) function group_concat(character varying, character varying) does not exist
