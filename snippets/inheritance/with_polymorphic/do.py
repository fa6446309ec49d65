from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    with_polymorphic,
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

class ApprovalRequest(HumanInteraction):
    __tablename__ = "approval_request"
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    id: Mapped[int] = mapped_column(
        ForeignKey("human_interaction.id"), primary_key=True
    )
    action: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all(
        [
            HumanInteraction(),
            ApprovalRequest(action="deploy"),
            ApprovalRequest(action="rollback"),
        ]
    )
    session.commit()

# page: from here
# page: essence
interaction = with_polymorphic(HumanInteraction, [ApprovalRequest])
statement = select(interaction).where(
    interaction.ApprovalRequest.action == "deploy"
)

with Session(engine) as session:
    requests = session.scalars(statement).all()
    print(len(requests), "found")
    #> 1 found
