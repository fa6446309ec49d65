from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]

    @property
    def is_open(self) -> bool:
        return self.status == "OPEN"

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Task(id=1, status="OPEN"), Task(id=2, status="DONE")])
    session.commit()
    print(session.get_one(Task, 1).is_open)
    #> True

    print(session.scalars(select(Task.id).filter_by(is_open=True)).all())
    #!> []
