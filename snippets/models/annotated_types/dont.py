from uuid import UUID, uuid4

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
uuid_key = mapped_column(primary_key=True, default=uuid4)

class Project(Base):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UUID] = uuid_key
    name: Mapped[str]

class Task(Base):
    __tablename__ = "task"

    id: Mapped[UUID] = uuid_key
    title: Mapped[str]

#! sqlalchemy.exc.ArgumentError: Column object 'id' already assigned to Table 'project'

print(
    [table.primary_key.columns.keys() for table in Base.metadata.sorted_tables]
)
