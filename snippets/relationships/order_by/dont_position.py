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
    tasks: Mapped[list["Task"]] = relationship(
        order_by="Task.position",
    )

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    position: Mapped[int]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project()
    for number, title in enumerate(("plan", "build", "test")):
        project.tasks.append(Task(title=title, position=number))
    session.add(project)
    session.commit()

    # page: essence
    project.tasks.insert(0, project.tasks.pop())
    session.commit()
    print([(task.title, task.position) for task in project.tasks])
    #!> [('plan', 0), ('build', 1), ('test', 2)]
