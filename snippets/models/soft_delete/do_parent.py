from datetime import datetime

from sqlalchemy import ForeignKey, event, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    relationship,
    with_loader_criteria,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class SoftDelete:
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)

class Project(SoftDelete, Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    tasks: Mapped[list["Task"]] = relationship(back_populates="project")

class Task(SoftDelete, Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(back_populates="tasks")

@event.listens_for(Session, "do_orm_execute")
def hide_deleted(state: ORMExecuteState) -> None:
    if state.is_select and not state.is_column_load:
        state.statement = state.statement.options(
            with_loader_criteria(
                SoftDelete,
                lambda model: model.deleted_at.is_(None),
                include_aliases=True,
            )
        )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", tasks=[Task(title="land")]))
    session.add(Project(name="gemini", tasks=[Task(title="dock")]))
    session.commit()

# page: from here
with Session(engine) as session:
    apollo = session.scalars(select(Project).filter_by(name="apollo")).one()
    apollo.deleted_at = func.now()
    # page: essence
    for task in apollo.tasks:
        task.deleted_at = func.now()
    session.commit()

with Session(engine) as session:
    for task in session.scalars(select(Task).order_by(Task.title)):
        print(task.project.name, task.title)
        #> gemini dock
