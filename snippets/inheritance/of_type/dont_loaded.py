from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
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
    restart = ApprovalRequest(action="restart")
    session.add(Agent(name="scout", interactions=[deploy, rollback, restart]))
    session.add(Agent(name="writer", interactions=[HumanInteraction()]))
    session.commit()

# page: from here
# page: essence
statement = select(Agent).options(selectinload(Agent.interactions))

with Session(engine) as session:
    for agent in session.scalars(statement.order_by(Agent.name)):
        for request in agent.interactions:
            if isinstance(request, ApprovalRequest):
                print(agent.name, "asks to", request.action)
                #> scout asks to deploy
                #> scout asks to rollback
                #> scout asks to restart
    #: 5 statements
