from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session

from domain import Agent, Base, Project
from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")

@event.listens_for(engine, "connect")
def enforce_foreign_keys(connection: Any, _record: Any) -> None:
    # page: essence
    connection.execute("PRAGMA foreign_keys = ON")

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    agents = [Agent(name="planner"), Agent(name="builder")]
    session.add(Project(name="apollo", agents=agents))
    session.commit()

# page: from here
def upgrade() -> None:
    with op.batch_alter_table("project") as batch:
        batch.alter_column("status", type_=sa.String(40))

# page: essence
migrate(engine, upgrade)

with Session(engine) as session:
    print("projects:", session.scalar(sa.select(sa.func.count(Project.id))))
    #> projects: 1
    print("agents:", session.scalar(sa.select(sa.func.count(Agent.id))))
    #!> agents: 0
