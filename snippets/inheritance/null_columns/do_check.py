from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class HumanInteraction(Base):
    __tablename__ = "human_interaction"
    __table_args__ = (
        CheckConstraint(
            "type <> 'APPROVAL_REQUEST' OR action IS NOT NULL",
            name="approval_request_has_action",
        ),
    )
    __mapper_args__ = {
        "polymorphic_on": "type",
        "polymorphic_identity": "HUMAN_INTERACTION",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]

class ApprovalRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    action: Mapped[str | None]

class FeedbackRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

    feedback: Mapped[str | None]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add_all([FeedbackRequest(), ApprovalRequest()])
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) CHECK constraint failed: approval_request_has_action
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.CheckViolation) new row for relation "human_interaction" violates check constraint "approval_request_has_action"
    print("to approve:", session.scalars(select(ApprovalRequest.action)).all())
