from sqlalchemy import CheckConstraint, MetaData, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )

class Task(Base):
    __tablename__ = "task"
    # page: essence
    __table_args__ = (CheckConstraint("priority > 0"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    priority: Mapped[int]

#! sqlalchemy.exc.InvalidRequestError: Naming convention including %(constraint_name)s token requires that constraint is explicitly named.

Base.metadata.create_all(engine)

print(inspect(engine).get_check_constraints("task")[0]["name"])
