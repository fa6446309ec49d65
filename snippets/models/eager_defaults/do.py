from datetime import datetime

from sqlalchemy import func, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    # page: essence
    __mapper_args__ = {"eager_defaults": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(default="DRAFT")
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    project = Project(id=1)
    session.add(project)
    session.flush()
    print("not loaded:", inspect(project).unloaded)
    #> not loaded: set()

    project.status = "ACTIVE"
    session.flush()
    print(project.status, project.updated_at is not None)
    #> ACTIVE True
    #: 0 statements
