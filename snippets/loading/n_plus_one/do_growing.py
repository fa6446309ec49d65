from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload

from domain import Project, add_projects, new_database

# page: from here
engine = new_database(projects=10, agents=2)

def agent_names(engine: Engine) -> list[str]:
    with Session(engine) as session:
        projects = session.scalars(
            select(Project).options(selectinload(Project.agents))
        )
        return [agent.name for each in projects for agent in each.agents]

print(len(agent_names(engine)))
#> 20
#: 2 statements

add_projects(engine, 90, agents=2, first=11)
print(len(agent_names(engine)))
#> 200
#: 2 statements

add_projects(engine, 900, agents=2, first=101)
print(len(agent_names(engine)))
#> 2000
#: 3 statements
