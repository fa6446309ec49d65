from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    meta_data: Mapped[dict[str, str]] = mapped_column(JSON)

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    meta_data: Mapped[dict[str, str]] = mapped_column(JSON)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(id=1, meta_data={"budget": "low"}))
    session.flush()
    session.add(Task(id=1, project_id=1, meta_data={"effort": "high"}))
    session.commit()

    # page: from here
    both = select(Project.meta_data, Task.meta_data).join(Task)
    print(session.execute(both).one()._asdict())
    #!> {'meta_data': {'budget': 'low'}, 'meta_data_1': {'effort': 'high'}}
