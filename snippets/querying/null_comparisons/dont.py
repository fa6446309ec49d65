from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, AIModel, new_database

engine = new_database(projects=1, agents=3)

with Session(engine) as session:
    small = AIModel(name="small", provider="local")
    large = AIModel(name="large", provider="local")
    first, second, _ = session.scalars(select(Agent).order_by(Agent.name))
    first.ai_model, second.ai_model = small, large
    session.commit()

# page: from here
with Session(engine) as session:
    small = session.scalars(
        select(AIModel).where(AIModel.name == "small")
    ).one()
    others = (
        select(Agent.name)
        .where(Agent.ai_model_id != small.id)
        .order_by(Agent.name)
    )
    print(session.scalars(others).all())
    #!> ['project-01 agent-2']
