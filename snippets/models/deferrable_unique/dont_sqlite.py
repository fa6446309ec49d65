from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="sqlite")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"
    # page: essence
    __table_args__ = (
        UniqueConstraint("position", deferrable=True, initially="DEFERRED"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    position: Mapped[int]

Base.metadata.create_all(engine)
#! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) near "DEFERRABLE": syntax error

# page: to here
with Session(engine) as session:
    session.add_all(
        [Task(title="plan", position=1), Task(title="build", position=2)]
    )
    session.commit()

# page: from here
with Session(engine) as session:
    plan, build = session.scalars(select(Task).order_by(Task.position))
    plan.position, build.position = build.position, plan.position
    session.commit()
    print([(task.title, task.position) for task in (build, plan)])
