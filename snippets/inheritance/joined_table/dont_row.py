from sqlalchemy import ForeignKey, select, text
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
        "with_polymorphic": "*",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]

class ApprovalRequest(HumanInteraction):
    __tablename__ = "approval_request"
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    id: Mapped[int] = mapped_column(
        ForeignKey("human_interaction.id"), primary_key=True
    )
    action: Mapped[str | None]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with engine.begin() as connection:
    connection.execute(
        text("INSERT INTO human_interaction VALUES (1, 'APPROVAL_REQUEST')")
    )

with Session(engine) as session:
    request = session.scalars(select(HumanInteraction)).one()
    if isinstance(request, ApprovalRequest):
        request.action = "deploy"
    session.commit()
    #! sqlalchemy.orm.exc.FlushError: Can't update table approval_request using NULL for primary key value on column approval_request.id
    print(session.scalars(select(ApprovalRequest.action)).all())
