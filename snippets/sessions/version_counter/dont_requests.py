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

    __mapper_args__ = {"version_id_col": version}

# page: to here

engine = new_engine()
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(title="deploy"))
    session.commit()

# page: from here
def save(note: str) -> str:
    with Session(engine) as session, session.begin():
        task = session.get_one(Task, "deploy")
        task.note = note
        return "saved"

print(save("wait for the review"))
#> saved
print(save("needs a new key"))
#!> saved

with Session(engine) as session:
    print(session.get_one(Task, "deploy").note)
    #!> needs a new key
