from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    limits: Mapped[dict[str, Any]] = mapped_column(JSON)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(limits={"agents": 2}))
    session.commit()

    project = session.scalars(select(Project)).one()
    project.limits["agents"] = 5
    session.commit()
    print(project.limits)
    #!> {'agents': 2}
