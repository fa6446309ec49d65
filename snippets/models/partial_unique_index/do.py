from datetime import datetime

from sqlalchemy import Index, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    name: Mapped[str]
    deleted_at: Mapped[datetime | None]

# page: essence
Index(
    "uq_project_name_if_not_deleted",
    Project.name,
    unique=True,
    postgresql_where=Project.deleted_at.is_(None),
    sqlite_where=Project.deleted_at.is_(None),
)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", deleted_at=func.now()))
    session.commit()

    session.add(Project(name="apollo"))
    session.commit()
    print(session.scalar(select(func.count(Project.id))))
    #> 2
