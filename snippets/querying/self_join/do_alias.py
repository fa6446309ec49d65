from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    mapped_column,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Employee(Base):
    __tablename__ = "employee"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Employee(id=1, name="Ada"))
    session.flush()
    session.add(Employee(id=2, name="Bo", manager_id=1))
    session.commit()

# page: from here
Manager = aliased(Employee)

statement = (
    select(Employee.name)
    .join(Manager, Employee.manager_id == Manager.id)
    .where(Manager.name == "Ada")
)

with Session(engine) as session:
    print(session.scalars(statement).all())
    #> ['Bo']
