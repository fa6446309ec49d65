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
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    request: HumanInteraction = ApprovalRequest(id=1)
    session.add(request)
    session.commit()

    # page: essence
    request.type = "FEEDBACK_REQUEST"
    session.flush()
    #! sqlalchemy.exc.SAWarning: Flushing object <ApprovalRequest at ...> with incompatible polymorphic identity 'FEEDBACK_REQUEST'; the object may not refresh and/or load correctly (this warning may be suppressed after 10 occurrences)

    request = session.get_one(HumanInteraction, 1)
    print(type(request).__name__)
    #!> ApprovalRequest
