from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from domain import Project, add_projects, new_database

# page: from here
engine = new_database(projects=10, agents=2)

def agent_names(engine: Engine) -> list[str]:
    with Session(engine) as session:
        projects = session.scalars(select(Project))
        return [agent.name for each in projects for agent in each.agents]

print(len(agent_names(engine)))
#> 20
#: 11 statements

add_projects(engine, 90, agents=2, first=11)
print(len(agent_names(engine)))
#> 200
#: 101 statements

add_projects(engine, 900, agents=2, first=101)
print(len(agent_names(engine)))
#> 2000
#: 1001 statements
