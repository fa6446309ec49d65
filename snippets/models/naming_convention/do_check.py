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
    __table_args__ = (
        CheckConstraint("priority > 0", name="priority_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    priority: Mapped[int]

Base.metadata.create_all(engine)

print(inspect(engine).get_check_constraints("task")[0]["name"])
#> ck_task_priority_positive
