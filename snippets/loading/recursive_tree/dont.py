from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    subtasks: Mapped[list["Task"]] = relationship(order_by="Task.title")

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    build = Task(
        title="build", subtasks=[Task(title="compile"), Task(title="link")]
    )
    test = Task(title="test", subtasks=[Task(title="lint"), Task(title="run")])
    session.add(Task(title="release", subtasks=[build, test]))
    session.commit()

# page: from here
def show(task: Task, depth: int = 0) -> None:
    print("-" * depth + task.title)
    #> release
    #> -build
    #> --compile
    #> --link
    #> -test
    #> --lint
    #> --run
    for subtask in task.subtasks:
        show(subtask, depth + 1)

# page: essence
statement = (
    select(Task)
    .where(Task.parent_id.is_(None))
    .options(selectinload(Task.subtasks))
)

with Session(engine) as session:
    show(session.scalars(statement).one())
    #: 8 statements
