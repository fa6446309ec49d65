from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateSchema

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    __table_args__ = {"schema": "planning"}

    id: Mapped[int] = mapped_column(primary_key=True)

class Task(Base):
    __tablename__ = "task"
    __table_args__ = {"schema": "planning"}

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

with engine.begin() as connection:
    connection.execute(CreateSchema("planning"))
    Base.metadata.create_all(connection)
    #! sqlalchemy.exc.NoReferencedTableError: Foreign key associated with column 'task.project_id' could not find table 'project' with which to generate a foreign key to target column 'id'

print(sorted(Base.metadata.tables))
