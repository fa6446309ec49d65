from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    __mapper_args__ = {"eager_defaults": True}

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    version: Mapped[int] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )
    # page: essence
    __mapper_args__ = {**Base.__mapper_args__, "version_id_col": version}

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1, title="land")
    session.add(task)
    session.flush()

    task.title = "land softly"
    session.flush()
    print(task.title, task.updated_at is not None)
    #> land softly True
    #: 0 statements
