from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(default="")

# page: to here

engine = new_engine()
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(title="deploy"))
    session.commit()

# page: from here
with Session(engine) as first, Session(engine) as second:
    task = first.get_one(Task, "deploy")
    same_task = second.get_one(Task, "deploy")
    task.note = "wait for the review"
    first.commit()
    # page: essence
    same_task.note = "needs a new key"
    second.commit()

with Session(engine) as session:
    print(session.get_one(Task, "deploy").note)
    #!> needs a new key
