from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE agents (id INT, name TEXT)"))
    connection.execute(text("INSERT INTO agents VALUES (1, 'planner')"))

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
    #!> []
