from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, add_projects, new_database

engine = new_database(projects=2, agents=1)
add_projects(engine, 1, agents=3, first=3)

statement = (
    select(Project.name, func.count(Agent.id))
    .join(Project.agents)
    .where(func.count(Agent.id) > 1)
    .group_by(Project.id)
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) misuse of aggregate: count()
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.GroupingError) aggregate functions are not allowed in WHERE
