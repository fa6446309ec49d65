from typing import Any

from sqlalchemy import JSON, select
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    limits: Mapped[dict[str, Any]] = mapped_column(
        MutableDict.as_mutable(JSON)
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(limits={"tokens": {"day": 2}}))
    session.commit()

    project = session.scalars(select(Project)).one()
    project.limits["tokens"]["day"] = 5
    session.commit()
    print(project.limits)
    #!> {'tokens': {'day': 2}}
