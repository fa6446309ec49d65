from sqlalchemy import select
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
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

class FeedbackRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

#! sqlalchemy.exc.SAWarning: Reassigning polymorphic association for identity 'APPROVAL_REQUEST' from <Mapper at ...; ApprovalRequest> to <Mapper at ...; FeedbackRequest>: Check for duplicate use of 'APPROVAL_REQUEST' as value for polymorphic_identity.

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(ApprovalRequest())
    session.commit()

with Session(engine) as session:
    request = session.scalars(select(HumanInteraction)).one()
    print(type(request).__name__)
    #!> FeedbackRequest
