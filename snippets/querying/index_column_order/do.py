from sqlalchemy import Index, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from querying._plan import plan

engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"
    __table_args__ = (Index("ix_task_list", "status", "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    status: Mapped[str]
    title: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    print(plan(session, select(Task).where(Task.status == "OPEN")))
    #> SEARCH task USING INDEX ix_task_list (status=?)
