from sqlalchemy import UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert
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
        UniqueConstraint("position", deferrable=True, initially="DEFERRED"),
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
statement = (
    insert(Task)
    .values(title="test", position=1)
    .on_conflict_do_update(
        index_elements=[Task.position], set_={"title": "test"}
    )
)

with Session(engine) as session:
    session.execute(statement)
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.ObjectNotInPrerequisiteState) ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters
    session.commit()
    print(session.scalars(select(Task.title).order_by(Task.position)).all())
