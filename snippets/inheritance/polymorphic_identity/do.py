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

# page: essence
class ApprovalRequest(HumanInteraction):
    # page: essence
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    approved: Mapped[bool | None]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(ApprovalRequest())
    session.commit()
    print(session.scalars(select(HumanInteraction.type)).all())
    #> ['APPROVAL_REQUEST']
