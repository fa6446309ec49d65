from datetime import date

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

    due: Mapped[date | None] = mapped_column(use_existing_column=True)

class FeedbackRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

    # page: essence
    due: Mapped[date | None] = mapped_column(use_existing_column=True)

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add_all(
        [
            ApprovalRequest(due=date(2026, 3, 2)),
            FeedbackRequest(due=date(2026, 3, 6)),
        ]
    )
    session.commit()
    print(session.scalars(select(FeedbackRequest.due)).one())
    #> 2026-03-06
