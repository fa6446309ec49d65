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
    tasks: Mapped[list["Task"]] = relationship(order_by="Task.title")

class Task(SoftDelete, Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

# page: from here
@event.listens_for(Session, "do_orm_execute")
def hide_deleted(state: ORMExecuteState) -> None:
    # page: essence
    include_deleted = state.session.info.get("include_deleted")
    if state.is_select and not state.is_column_load and not include_deleted:
        state.statement = state.statement.options(
            with_loader_criteria(
                SoftDelete,
                lambda model: model.deleted_at.is_(None),
                include_aliases=True,
            )
        )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    old = Task(title="old", deleted_at=func.now())
    session.add(Project(tasks=[Task(title="new"), old]))
    session.commit()

# page: from here
with Session(engine, info={"include_deleted": True}) as session:
    # page: essence
    projects = select(Project)
    for project in session.scalars(projects):
        print([task.title for task in project.tasks])
        #> ['new', 'old']
