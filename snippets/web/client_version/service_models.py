"""A task whose version goes up with each UPDATE, and a database with one."""

from sqlalchemy import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


def new_task_database() -> Engine:
    """An engine for a database with task 1."""
    engine = new_engine()
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Task(id=1))
    return engine
