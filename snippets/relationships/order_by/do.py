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
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    tasks: Mapped[list["Task"]] = relationship(order_by="Task.title")

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project()
    for title in "test", "build", "plan", "deploy":
        project.tasks.append(Task(title=title))
    session.add(project)
    session.commit()

    titles = [task.title for task in project.tasks]
    print("sorted:", titles == sorted(titles))
    #> sorted: True
