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

# page: essence
class ApprovalRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    # page: essence
    approved: Mapped[bool | None]

class FeedbackRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

    feedback: Mapped[str | None]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(FeedbackRequest(approved=True))
    #! TypeError: 'approved' is an invalid keyword argument for FeedbackRequest
    session.commit()
