from sqlalchemy import ForeignKey, func, select
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
    profile: Mapped["Profile | None"] = relationship(back_populates="agent")

class Profile(Base):
    __tablename__ = "profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    agent: Mapped[Agent] = relationship(back_populates="profile")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    agent = Agent()
    session.add(agent)
    session.flush()
    session.add_all([Profile(agent_id=agent.id), Profile(agent_id=agent.id)])
    session.commit()
    print("profiles:", session.scalar(select(func.count(Profile.id))))
    #!> profiles: 2
