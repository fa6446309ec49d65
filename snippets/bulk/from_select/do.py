from sqlalchemy import func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain import Base, Task, new_database

# page: from here
class ArchivedTask(Base):
    __tablename__ = "archived_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]

# page: to here
engine = new_database(projects=10, tasks=10)

# page: from here
with Session(engine) as session, session.begin():
    session.execute(
        insert(ArchivedTask).from_select(["title"], select(Task.title))
    )
#: 1 statement

with Session(engine) as session:
    print(session.scalar(select(func.count(ArchivedTask.id))))
    #> 100
