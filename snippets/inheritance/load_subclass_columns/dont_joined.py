from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

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
    for number in range(1, 6):
        session.add(ApprovalRequest(id=number, action=f"deploy {number}"))
    session.commit()

# page: from here
statement = select(HumanInteraction).order_by(HumanInteraction.id)

with Session(engine) as session:
    for request in session.scalars(statement):
        if isinstance(request, ApprovalRequest):
            print(request.action)
            #> deploy 1
            #> deploy 2
            #> deploy 3
            #> deploy 4
            #> deploy 5
    #: 6 statements
