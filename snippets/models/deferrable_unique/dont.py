from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"
    # page: essence
    __table_args__ = (UniqueConstraint("position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    position: Mapped[int]

# page: to here
Base.metadata.create_all(engine)

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
    #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "task_position_key"
    print([(task.title, task.position) for task in (build, plan)])
