from sqlalchemy import Index, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from querying._plan import plan

engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Index("ix_agent_lower_name", func.lower(Agent.name))

Base.metadata.create_all(engine)

with Session(engine) as session:
    found = select(Agent).where(func.lower(Agent.name) == "planner")
    print(plan(session, found))
    #> SEARCH agent USING INDEX ix_agent_lower_name (<expr>=?)
