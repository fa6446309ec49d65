from soft_deleted import Base, Project, SoftDelete, Task
from sqlalchemy import event, func
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from domain import new_engine

engine = new_engine()

@event.listens_for(Session, "do_orm_execute")
def hide_deleted(state: ORMExecuteState) -> None:
    # page: essence
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
    old = Task(title="old", deleted_at=func.now())
    project = Project(tasks=[Task(title="new"), old])
    session.add(project)
    session.commit()
    print([task.title for task in project.tasks])
    #> ['new']
