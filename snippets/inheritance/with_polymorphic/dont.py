from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
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
    question: Mapped[str]

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
            HumanInteraction(question="Did the deploy work?"),
            ApprovalRequest(question="Now?", action="deploy"),
            ApprovalRequest(question="Undo it?", action="rollback"),
        ]
    )
    session.commit()

# page: from here
# page: essence
statement = (
    select(HumanInteraction)
    .where(
        or_(
            HumanInteraction.question.contains("deploy"),
            ApprovalRequest.action == "deploy",
        )
    )
    .order_by(HumanInteraction.id)
)

with Session(engine) as session:
    print([found.question for found in session.scalars(statement)])
    #!> ['Did the deploy work?', 'Did the deploy work?', 'Now?', 'Undo it?']
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
