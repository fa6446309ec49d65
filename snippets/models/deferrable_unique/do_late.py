from sqlalchemy import UniqueConstraint, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"
    # page: essence
    __table_args__ = (
        UniqueConstraint(
            "position",
            name="uq_task_position",
            deferrable=True,
            initially="IMMEDIATE",
        ),
    )

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
    session.execute(text("SET CONSTRAINTS uq_task_position DEFERRED"))
    plan, build = session.scalars(select(Task).order_by(Task.position))
    plan.position, build.position = build.position, plan.position
    session.commit()

mails: list[str] = []

try:
    with Session(engine) as session:
        session.add(Task(title="test", position=1))
        session.flush()
        #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_task_position"
        mails.append("test was added")
        session.commit()
except IntegrityError:
    print("position 1 is taken")
    #> position 1 is taken
print("mails sent:", len(mails))
#> mails sent: 0
