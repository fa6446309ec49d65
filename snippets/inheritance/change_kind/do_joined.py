from sqlalchemy import ForeignKey
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

class FeedbackRequest(HumanInteraction):
    __tablename__ = "feedback_request"
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

    id: Mapped[int] = mapped_column(
        ForeignKey("human_interaction.id"), primary_key=True
    )
    feedback: Mapped[str | None]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(ApprovalRequest(id=1))
    session.commit()

# page: from here
with Session(engine) as session:
    request = session.get_one(HumanInteraction, 1)
    # page: essence
    session.delete(request)
    # page: essence
    session.flush()
    # page: essence
    session.add(FeedbackRequest(id=1, feedback="too slow"))
    session.commit()

    request = session.get_one(HumanInteraction, 1)
    print(type(request).__name__)
    #> FeedbackRequest
