from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    # page: essence
    __mapper_args__ = {"version_id_col": version}

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
    same_task.note = "needs a new key"
    second.commit()
    #! sqlalchemy.orm.exc.StaleDataError: UPDATE statement on table 'task' expected to update 1 row(s); 0 were matched.

with Session(engine) as session:
    print(session.get_one(Task, "deploy").note)
