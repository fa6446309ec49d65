from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

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
statement = select(Employee.name, Employee.name).join(
    Employee, Employee.manager_id == Employee.id
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #! sqlalchemy.exc.InvalidRequestError: Don't know how to join to <Mapper at ...; Employee>. Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
