from sqlalchemy import case, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Ticket(Base):
    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    priority: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session, session.begin():
    session.add_all(
        Ticket(priority=name) for name in ("low", "high", "medium")
    )

# page: from here
# page: essence
urgency = case({"high": 1, "medium": 2, "low": 3}, value=Ticket.priority)
statement = select(Ticket.priority).order_by(urgency)

with Session(engine) as session:
    print(session.scalars(statement).all())
    #> ['high', 'medium', 'low']
