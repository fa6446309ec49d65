import enum

from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class ProjectStatus(enum.Enum):
    DRAFT = "draft"
    IN_PROGRESS = "in-progress"

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    status: Mapped[ProjectStatus]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status=ProjectStatus.IN_PROGRESS))
    session.commit()
    print(session.scalar(text("SELECT status FROM project")))
    #!> IN_PROGRESS
