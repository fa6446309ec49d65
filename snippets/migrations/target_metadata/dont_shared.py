from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import autogenerate

engine = new_engine()

with engine.begin() as connection:
    connection.execute(text("CREATE TABLE invoice (number INTEGER NOT NULL)"))

# page: from here
class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

# page: to here
Base.metadata.create_all(engine)

# page: from here
print(autogenerate(engine, Base.metadata))
#!> op.drop_table('invoice')
