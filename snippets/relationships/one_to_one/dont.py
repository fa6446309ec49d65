from sqlalchemy import ForeignKey
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
    # page: essence
    profile: Mapped[list["Profile"]] = relationship(back_populates="agent")

class Profile(Base):
    __tablename__ = "profile"

    id: Mapped[int] = mapped_column(primary_key=True)
    bio: Mapped[str]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), unique=True)
    agent: Mapped[Agent] = relationship(back_populates="profile")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    agent = Agent(profile=Profile(bio="Finds things."))
    #! TypeError: Incompatible collection type: Profile is not list-like
    session.add(agent)
    session.commit()
    print(agent.profile is not None)
