from sqlalchemy import func, select
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
    for title in session.scalars(select(Task.title)):
        session.add(ArchivedTask(title=title))
    session.flush()
#: [sqlite] 101 statements
#: [postgresql] 2 statements

with Session(engine) as session:
    print(session.scalar(select(func.count(ArchivedTask.id))))
    #> 100
