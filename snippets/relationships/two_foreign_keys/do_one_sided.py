from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sent: Mapped[list["Communication"]] = relationship(
        foreign_keys=lambda: Communication.from_agent_id,
        back_populates="from_agent",
    )
    received: Mapped[list["Communication"]] = relationship(
        foreign_keys=lambda: Communication.to_agent_id,
        back_populates="to_agent",
    )

class Communication(Base):
    __tablename__ = "communication"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    to_agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    from_agent: Mapped[Agent] = relationship(
        foreign_keys=from_agent_id, back_populates="sent"
    )
    to_agent: Mapped[Agent] = relationship(
        foreign_keys=to_agent_id, back_populates="received"
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    scout, writer = Agent(name="scout"), Agent(name="writer")
    session.add(Communication(from_agent=scout, to_agent=writer))
    session.commit()

    message = session.scalars(select(Communication)).one()
    print(message.from_agent.name, "to", message.to_agent.name)
    #> scout to writer
