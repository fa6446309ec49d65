from datetime import datetime

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
engine = create_engine("sqlite://")

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1)
    session.add(task)
    session.commit()

    same = select(Task.id).where(Task.created_at == task.created_at)
    print(session.scalars(same).all())
    #!> []
