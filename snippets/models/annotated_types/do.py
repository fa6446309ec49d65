from typing import Annotated
from uuid import UUID, uuid4

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
UuidKey = Annotated[UUID, mapped_column(primary_key=True, default=uuid4)]

class Project(Base):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UuidKey]
    name: Mapped[str]

class Task(Base):
    __tablename__ = "task"

    id: Mapped[UuidKey]
    title: Mapped[str]

print(
    [table.primary_key.columns.keys() for table in Base.metadata.sorted_tables]
)
#> [['id'], ['id']]
