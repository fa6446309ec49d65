import enum

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class ProjectStatus(enum.Enum):
    DRAFT = "draft"
    IN_PROGRESS = "in-progress"

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[ProjectStatus]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status=ProjectStatus("in-progress")))
    session.commit()
    print(session.scalars(select(Project.status)).all())
    #> [<ProjectStatus.IN_PROGRESS: 'in-progress'>]
