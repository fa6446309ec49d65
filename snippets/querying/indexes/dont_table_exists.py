from sqlalchemy import inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

with engine.begin() as connection:
    connection.execute(
        text(
            "CREATE TABLE task"
            " (id INTEGER PRIMARY KEY, agent_id INTEGER NOT NULL)"
        )
    )

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(index=True)

Base.metadata.create_all(engine)

indexes = inspect(engine).get_indexes("task")
print([index["name"] for index in indexes])
#!> []
