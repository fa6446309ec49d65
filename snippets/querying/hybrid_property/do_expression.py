from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.hybrid import hybrid_property
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

    @hybrid_property
    def is_waiting(self) -> bool:
        return self.status in ("OPEN", "BLOCKED")

    @is_waiting.inplace.expression
    @classmethod
    def _is_waiting(cls) -> ColumnElement[bool]:
        return cls.status.in_(["OPEN", "BLOCKED"])

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Task(id=1, status="OPEN"), Task(id=2, status="DONE")])
    session.commit()
    print(session.get_one(Task, 1).is_waiting)
    #> True

    print(session.scalars(select(Task.id).where(Task.is_waiting)).all())
    #> [1]
