from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import autogenerate

engine = new_engine()

class OldBase(DeclarativeBase):
    pass

class OldTask(OldBase):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20), server_default="OPEN")

OldBase.metadata.create_all(engine)

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20), server_default="NEW")

print(autogenerate(engine, Base.metadata))
#!> pass
