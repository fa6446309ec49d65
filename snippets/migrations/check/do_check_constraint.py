from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from migrations._tools import autogenerate

engine = new_engine()

class OldBase(DeclarativeBase):
    pass

class OldTask(OldBase):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20))

OldBase.metadata.create_all(engine)

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"
    __table_args__ = (CheckConstraint("status <> ''", name="ck_task_status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20))

plugins = ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"]
print(autogenerate(engine, Base.metadata, autogenerate_plugins=plugins))
#> op.create_check_constraint('ck_task_status', 'task', "status <> ''")
