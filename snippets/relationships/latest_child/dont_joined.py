from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
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
    name: Mapped[str]
    # page: essence
    latest_task: Mapped["Task | None"] = relationship(
        order_by="Task.created_at.desc()", viewonly=True
    )

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in ["apollo", "gemini", "luna"]:
        session.add(Project(name=name))
        session.flush()
    for day, project_id in enumerate([1, 1, 1, 2, 2], start=1):
        task = Task(title=f"day-{day}", project_id=project_id)
        task.created_at = datetime(2026, 3, day)
        session.add(task)
    session.commit()

# page: from here
query = select(Project).options(joinedload(Project.latest_task))

with Session(engine) as session:
    projects = session.scalars(query.order_by(Project.name)).all()
    #! sqlalchemy.exc.SAWarning: Multiple rows returned with uselist=False for eagerly-loaded attribute 'Project.latest_task'
    print([project.name for project in projects])
    #!> ['apollo', 'apollo', 'apollo', 'gemini', 'gemini', 'luna']
