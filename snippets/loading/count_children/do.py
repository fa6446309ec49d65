from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    column_property,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    tasks: Mapped[list[Task]] = relationship()

    task_count: Mapped[int] = column_property(
        select(func.count(Task.id))
        .where(Task.project_id == id)
        .correlate_except(Task)
        .scalar_subquery()
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", tasks=[Task() for _ in range(200)]))
    session.add(Project(name="gemini", tasks=[Task() for _ in range(300)]))
    session.add(Project(name="mercury"))
    session.commit()

# page: from here
with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.name)):
        print(project.name, project.task_count)
        #> apollo 200
        #> gemini 300
        #> mercury 0
    #: 1 statement
