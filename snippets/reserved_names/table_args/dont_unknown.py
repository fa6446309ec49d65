from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"
    # page: essence
    __table_args__ = {"description": "Who does the work"}

    id: Mapped[int] = mapped_column(primary_key=True)

#! TypeError: Additional arguments should be named <dialectname>_<argument>, got 'description'

Base.metadata.create_all(engine)
print(inspect(engine).get_table_names())
