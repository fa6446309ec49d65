from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class HumanInteraction(Base):
    __tablename__ = "human_interaction"
    __mapper_args__ = {
        "polymorphic_on": "type",
        "polymorphic_identity": "HUMAN_INTERACTION",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))

class ApprovalRequest(HumanInteraction):
    __tablename__ = "approval_request"
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    id: Mapped[int] = mapped_column(
        ForeignKey("human_interaction.id"), primary_key=True
    )
    action: Mapped[str]

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    interactions: Mapped[list[HumanInteraction]] = relationship(
        order_by=HumanInteraction.id
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    deploy = ApprovalRequest(action="deploy")
    rollback = ApprovalRequest(action="rollback")
    session.add(Agent(name="scout", interactions=[deploy, rollback]))
    session.add(Agent(name="writer", interactions=[HumanInteraction()]))
    session.commit()

# page: from here
statement = (
    select(Agent.name)
    # page: essence
    .join(Agent.interactions)
    .where(ApprovalRequest.action == "deploy")
    .order_by(Agent.name)
)

with Session(engine) as session:
    print(session.scalars(statement).all())
    #!> ['scout', 'scout', 'writer']
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
