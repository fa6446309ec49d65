from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, HumanInteraction, new_database

engine = new_database(projects=1, agents=1)

# page: from here
class ChoiceRequest(HumanInteraction):
    __mapper__ = {"polymorphic_identity": "CHOICE_REQUEST"}

#! AttributeError: 'dict' object has no attribute '_expire_memoizations'

with Session(engine) as session:
    agent = session.scalars(select(Agent)).one()
    session.add(ChoiceRequest(question="Which tool?", agent=agent))
    session.commit()
    print(session.scalar(select(HumanInteraction.type)))
