from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
small = new_database(projects=10, agents=2)
medium = new_database(projects=100, agents=2)
large = new_database(projects=1000, agents=2)

def agent_names(engine: Engine) -> list[str]:
    with Session(engine) as session:
        projects = session.scalars(select(Project))
        return [agent.name for each in projects for agent in each.agents]

print(len(agent_names(small)))
#> 20
#: 11 statements

print(len(agent_names(medium)))
#> 200
#: 101 statements

print(len(agent_names(large)))
#> 2000
#: 1001 statements
