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
def save(note: str, version: int) -> str:
    with Session(engine) as session, session.begin():
        task = session.get_one(Task, "deploy")
        if task.version != version:
            return "changed meanwhile"
        task.note = note
        return "saved"

print(save("wait for the review", version=1))
#> saved
print(save("needs a new key", version=1))
#> changed meanwhile

with Session(engine) as session:
    print(session.get_one(Task, "deploy").note)
    #> wait for the review
